import { pathsOf, settingsOf } from "../../../alerting/index.ts";
import type { AlertmanagerReceiver, Routing } from "../../../model/index.ts";
import type { OutgoingMessage, Sent, ToldAlert } from "../receiver.ts";
import type { Attempt, Means } from "./attempt.ts";
import { tellJson } from "./http/tell.ts";
import { goTime } from "./message/go-time.ts";
import { explainedAlerts } from "./message/notification.ts";

/** How much longer than the first the other replicas may take. */
const PATIENCE_MS = 1_000;

/**
 * Tells Alertmanagers of alerts as Prometheus does: every replica, of which one that took them is enough, as they tell each
 * other. An alert that fires is said to hold for twice the time until it is told of again.
 */
export function alertmanager(
  receiver: AlertmanagerReceiver,
  routing: Routing,
  { clock, logger }: Means,
): Attempt {
  const urls = receiver.urls.map((url) => new URL(`${url.replace(/\/$/, "")}/api/v2/alerts`));
  const holdsForMs = 2 * longestSilenceMs(receiver, routing);
  return async (message, signal) => {
    const json = alertsOf(message, clock.now() + holdsForMs);
    const enough = new AbortController();
    const within = AbortSignal.any([signal, enough.signal]);
    const told = async (url: URL): Promise<Sent> => {
      const sent = await tellJson({ who: url.host, url, json, secrets: [] }, clock, within);
      if (sent.outcome === "taken") setTimeout(() => enough.abort(), PATIENCE_MS).unref();
      return sent;
    };
    const all = await Promise.allSettled(urls.map(told));
    if (all.every(({ status }) => status === "rejected")) signal.throwIfAborted();
    const sent = all.map((one, i) => (one.status === "fulfilled" ? one.value : unanswered(urls[i]!)));
    const untaken = sent.filter((one) => one.outcome !== "taken");
    if (untaken.length === sent.length) return together(untaken);
    for (const { reason } of untaken)
      logger.warn({ receiver: receiver.name, reason }, "A replica was not told");
    return { outcome: "taken" };
  };
}

function alertsOf(message: OutgoingMessage, holdsUntilMs: number): object[] {
  return explainedAlerts(message).map(
    ({ status, labels, annotations, generatorUrl, ...times }: ToldAlert) => ({
      labels,
      annotations,
      startsAt: goTime(times.startsAtMs),
      endsAt: goTime(status === "firing" ? holdsUntilMs : times.endsAtMs),
      generatorURL: generatorUrl,
    }),
  );
}

/** The longest time between two messages of an unchanged group: its routes look at it each interval, and then repeat. */
function longestSilenceMs(receiver: AlertmanagerReceiver, { root }: Routing): number {
  const times = pathsOf(root)
    .map(settingsOf)
    .filter(({ receivers }) => receivers.some(({ name }) => name === receiver.name))
    .map(({ groupIntervalMs, repeatIntervalMs }) => groupIntervalMs + repeatIntervalMs);
  return Math.max(...times, 300_000);
}

function unanswered({ host }: URL): Sent {
  return { outcome: "retry", reason: `${host} did not answer in time` };
}

type Untaken = Exclude<Sent, { outcome: "taken" }>;

/** What became of a message that none took: it is tried again while one of them may take it. */
function together(all: readonly Untaken[]): Sent {
  const reason = [...new Set(all.map((one) => one.reason))].join("; ");
  const retries = all.filter((one) => one.outcome === "retry");
  if (retries.length === 0) return { outcome: "refused", reason };
  const waits = retries.flatMap(({ afterMs }) => (afterMs === undefined ? [] : [afterMs]));
  return {
    outcome: "retry",
    reason,
    ...(waits.length === retries.length && { afterMs: Math.min(...waits) }),
  };
}
