import { labelsInCommon } from "../../../alerting/index.ts";
import type { Labels, WebhookReceiver } from "../../../model/index.ts";
import type { OutgoingMessage, ToldAlert } from "../receiver.ts";
import type { Attempt, Means } from "./attempt.ts";
import { tellJson } from "./http/tell.ts";
import { goTime, NO_TIME } from "./message/go-time.ts";
import { explainedAlerts } from "./message/notification.ts";
import { addressOf } from "./secrets/address.ts";

/** Tells any program in Alertmanager's JSON, version 4. */
export function webhook({ to, maxAlerts = 0 }: WebhookReceiver, { clock, secrets }: Means): Attempt {
  return async (message, signal) => {
    const json = webhookPayload(message, maxAlerts);
    return tellJson({ ...(await addressOf(to, secrets)), json }, clock, signal);
  };
}

/** @param maxAlerts 0 for all. */
function webhookPayload(message: OutgoingMessage, maxAlerts: number): object {
  const all = explainedAlerts(message);
  const alerts = maxAlerts > 0 ? all.slice(0, maxAlerts) : all;
  return {
    receiver: message.receiver,
    status: message.status,
    alerts: alerts.map(alertJson),
    groupLabels: sorted(message.group),
    commonLabels: sorted(labelsInCommon(all.map(({ labels }) => labels))),
    commonAnnotations: sorted(labelsInCommon(all.map(({ annotations }) => annotations))),
    externalURL: message.externalUrl,
    version: "4",
    groupKey: message.groupKey,
    truncatedAlerts: message.truncatedAlerts + all.length - alerts.length,
  };
}

function alertJson(alert: ToldAlert): object {
  return {
    status: alert.status,
    labels: sorted(alert.labels),
    annotations: sorted(alert.annotations),
    startsAt: goTime(alert.startsAtMs),
    // Alertmanager tells no end of an alert that fires.
    endsAt: alert.status === "firing" ? NO_TIME : goTime(alert.endsAtMs),
    generatorURL: alert.generatorUrl,
    fingerprint: alert.fingerprint,
  };
}

/** In the order that Go writes a map in. */
function sorted(map: Labels): Labels {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}
