import { type MetricQuery, type MetricSeries, queryKey, type Values } from "../api/metric.ts";
import type { Traffic } from "../api/performance.ts";
import type { Snapshot } from "./snapshot.ts";

export const TRAFFIC: Traffic = {
  requests: 900,
  ratePerSecond: 1,
  errors: 9,
  clientErrors: 18,
  errorRatio: 0.01,
  meanSeconds: 0.02,
  p50Seconds: 0.01,
  p95Seconds: 0.6,
  p99Seconds: 0.8,
};

/** The answer to one query that has one series without labels. */
export function single(query: MetricQuery, ...values: Values): readonly [MetricQuery, MetricSeries[]] {
  return [query, [{ labels: {}, values }]];
}

/** A snapshot of a quarter of an hour in which these queries have these answers, and no other metric exists. */
export function snapshotOf(
  answers: readonly (readonly [MetricQuery, readonly MetricSeries[]])[],
  more: Partial<Snapshot> = {},
): Snapshot {
  const metrics = answers.map(([query, series]) => {
    const timestampsMs = series[0]?.values.map((_, i) => i * 1000) ?? [];
    return [queryKey(query), { kind: "answered", value: { timestampsMs, stepMs: 1000, series } }] as const;
  });
  return {
    window: { startMs: 0, endMs: 900_000, stepMs: 4000 },
    info: {
      service: "reviews",
      version: "1",
      farolVersion: "1",
      nodeVersion: "v24",
      hostname: "host",
      pid: 1,
      startedAtMs: 0,
      uptimeSeconds: 900,
      engine: { port: 1, tickMs: 1000 },
    },
    health: { status: "ok", service: "reviews", version: "1", uptimeSeconds: 900, score: 100, checks: [] },
    blocked: undefined,
    performance: { kind: "answered", value: { total: TRAFFIC, endpoints: [] } },
    deployments: { kind: "answered", value: [] },
    metrics: new Map(metrics),
    takenAtMs: 900_000,
    ...more,
  };
}
