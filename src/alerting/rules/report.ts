import type { ReportedAlert } from "../../model/index.ts";
import type { Alert, FiringAlert, ResolvedAlert } from "./alert-state.ts";

/** How long somebody who was told of an alert may believe it before being told again. */
const RESEND_DELAY_MS = 60_000;
/** Twice it may fail to be evaluated or told of before it is taken for resolved. */
const VALID_FOR_DELAYS = 4;

/** Whether an alert is to be told of now: when it fires or is resolved, and again after more than a minute. */
export function needsSending(alert: Alert, atMs: number): alert is FiringAlert | ResolvedAlert {
  if (alert.state === "pending") return false;
  const { lastSentMs = Number.NEGATIVE_INFINITY } = alert;
  if (alert.state === "resolved" && alert.resolvedAtMs > lastSentMs) return true;
  return lastSentMs + RESEND_DELAY_MS < atMs;
}

/** For how long what is told of an alert that fires holds unless it is told again; then it counts as ended. */
export function validForMs(intervalMs: number): number {
  return VALID_FOR_DELAYS * Math.max(intervalMs, RESEND_DELAY_MS);
}

/** What is told of an alert. */
export function reported(
  alert: FiringAlert | ResolvedAlert,
  atMs: number,
  { intervalMs, generatorUrl }: { readonly intervalMs: number; readonly generatorUrl: string },
): ReportedAlert {
  const { labels, annotations, value, firedAtMs } = alert;
  const endsAtMs = alert.state === "resolved" ? alert.resolvedAtMs : atMs + validForMs(intervalMs);
  return { labels, annotations, value, startsAtMs: firedAtMs, endsAtMs, generatorUrl };
}
