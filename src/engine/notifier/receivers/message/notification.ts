import type { Notification, NotifiedAlert } from "../../../../alerting/index.ts";
import { evidenceText, type Labels } from "../../../../model/index.ts";
import type { OutgoingMessage, ToldAlert } from "../../receiver.ts";
import { shortened } from "./shortened.ts";

/** What is shown before an alert began and after it was told of or ended. */
const MARGIN_MS = 1_800_000;
/** Of one alert, so that a message has room for others. */
const LONGEST_EVIDENCE = 4_000;

/** A message as templates speak of it. */
export function notificationOf(message: OutgoingMessage): Notification {
  const { receiver, group, externalUrl } = message;
  return { receiver, group, externalUrl, alerts: explainedAlerts(message).map(notified) };
}

/**
 * A message's alerts with all that there is to say in their annotations: `value` and `evidence` where they are known and
 * their rule did not write its own, and the dashboard's address with the time to look at.
 */
export function explainedAlerts({ alerts, atMs }: OutgoingMessage): ToldAlert[] {
  return alerts.map((alert) => ({ ...alert, annotations: annotationsOf(alert, atMs) }));
}

function annotationsOf(alert: ToldAlert, atMs: number): Labels {
  const { annotations, value } = alert;
  const evidence = shortened(evidenceText(alert.evidence ?? [], { blocks: true }), LONGEST_EVIDENCE);
  const { dashboard_url: dashboard } = annotations;
  return {
    ...(value !== null && { value: String(value) }),
    ...(evidence !== "" && { evidence }),
    ...annotations,
    ...(dashboard !== undefined && { dashboard_url: atItsTime(dashboard, alert, atMs) }),
  };
}

/** The same address with `from` and `to`, in milliseconds, as Grafana reads them. One that has them is left as it is. */
function atItsTime(address: string, { status, startsAtMs, endsAtMs }: ToldAlert, atMs: number): string {
  const url = URL.parse(address);
  if (url === null || url.searchParams.has("from")) return address;
  url.searchParams.set("from", String(startsAtMs - MARGIN_MS));
  url.searchParams.set("to", String((status === "resolved" ? endsAtMs : atMs) + MARGIN_MS));
  return url.href;
}

function notified({ status, labels, annotations, generatorUrl }: ToldAlert): NotifiedAlert {
  return { status, labels, annotations, generatorUrl };
}
