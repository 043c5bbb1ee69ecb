import type { Labels } from "../../model/index.ts";

/** What is known of an alert in every state. Times are wall time in milliseconds. */
interface Known {
  /** Those of its expression, its rule's own, and `alertname`: together they tell it from every other of its rule. */
  readonly labels: Labels;
  /** Rendered of what its expression answered last. */
  readonly annotations: Labels;
  /** What its expression answered last. */
  readonly value: number;
  /** Since when there is an answer; after a restart, as if there had been no time between. */
  readonly activeAtMs: number;
}

/** There is an answer, not yet for long enough. */
export interface PendingAlert extends Known {
  readonly state: "pending";
}

interface Fired extends Known {
  readonly firedAtMs: number;
  /** When it was told of last. Default: never */
  readonly lastSentMs?: number;
}

/** There has been an answer for long enough. */
export interface FiringAlert extends Fired {
  readonly state: "firing";
  /** Since when there is none any more, and it fires on for `keep_firing_for`. Default: there is one */
  readonly keptSinceMs?: number;
}

/** It fired, and does so no more; it is told of for a while yet. */
export interface ResolvedAlert extends Fired {
  readonly state: "resolved";
  readonly resolvedAtMs: number;
}

/** An alert of a rule. One that is inactive is none. */
export type Alert = PendingAlert | FiringAlert | ResolvedAlert;

/** An answer of an alert's expression, labelled. */
export type AlertAnswer = Pick<Known, "labels" | "annotations" | "value">;

/** How long an answer must be there, and may be away. */
export interface Patience {
  readonly forMs: number;
  readonly keepFiringForMs: number;
}

/** For how long an alert is told of after it was resolved. */
const KEPT_RESOLVED_MS = 15 * 60_000;

/** What becomes of an alert at a tick that has an answer. One that has none yet, or was resolved, begins anew. */
export function answered(
  before: Alert | undefined,
  { labels, annotations, value }: AlertAnswer,
  atMs: number,
  { forMs }: Patience,
): PendingAlert | FiringAlert {
  const active = before?.state === "resolved" ? undefined : before;
  const activeAtMs = active?.activeAtMs ?? atMs;
  const known = { labels, annotations, value, activeAtMs };
  // also one that fires, when a reload has made its `for` longer (since 3.5)
  if (atMs - activeAtMs < forMs) return { state: "pending", ...known };
  if (active?.state !== "firing") return { state: "firing", ...known, firedAtMs: atMs };
  const { keptSinceMs: _, ...firing } = active;
  return { ...firing, ...known };
}

/** What becomes of it at a tick without an answer; undefined: it is forgotten. */
export function unanswered(before: Alert, atMs: number, { keepFiringForMs }: Patience): Alert | undefined {
  if (before.state === "pending") return undefined;
  if (before.state === "resolved") return atMs - before.resolvedAtMs > KEPT_RESOLVED_MS ? undefined : before;
  const { keptSinceMs = atMs, ...firing } = before;
  if (atMs - keptSinceMs < keepFiringForMs) return { ...firing, keptSinceMs };
  return { ...firing, state: "resolved", resolvedAtMs: atMs };
}
