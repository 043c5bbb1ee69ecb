import type { Course, Sample, Yield } from "../api/promql.ts";
import type { Outcome, Snapshot } from "./snapshot.ts";

/** The answer of one series without labels. */
export function course(...values: Course["values"]): Outcome<Yield<Course>> {
  return courses({ labels: {}, values });
}

export function courses(...series: readonly Course[]): Outcome<Yield<Course>> {
  return { kind: "answered", value: { series, notes: [] } };
}

/** The answer of one number without labels. */
export function sample(value: number | null): Outcome<Yield<Sample>> {
  return { kind: "answered", value: { series: [{ labels: {}, value }], notes: [] } };
}

export const failed = {
  kind: "failed",
  what: "history",
  fault: { kind: "refused", status: 422, title: "Query failed (execution)", detail: "too many samples" },
} as const;

/** A snapshot of three seconds in which no metric exists but those that are given. */
export function snapshotOf(given: Partial<Snapshot> = {}): Snapshot {
  return {
    window: { startMs: 0, endMs: 2000, newestMs: 2000, stepMs: 1000, rateWindowMs: 4000 },
    info: {
      service: "reviews",
      version: "1",
      farolVersion: "1",
      nodeVersion: "v24",
      hostname: "host",
      pid: 1,
      startedAtMs: 0,
      uptimeSeconds: 900,
      prometheusUrl: null,
      engine: { port: 1, tickMs: 1000 },
    },
    source: { matcher: "", scrapeMs: 1000 },
    health: { status: "ok", service: "reviews", version: "1", uptimeSeconds: 900, score: 100, checks: [] },
    blocked: undefined,
    deployments: { kind: "answered", value: [] },
    courses: new Map(),
    samples: new Map(),
    takenAtMs: 900_000,
    ...given,
  };
}
