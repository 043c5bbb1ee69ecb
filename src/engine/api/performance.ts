import type { TimeRange } from "../../model/index.ts";
import { type Column, groupBuckets, type History, quantileColumn, sumBy } from "../query/index.ts";

/** Requests and their latency over a range; null where there is nothing to tell. */
export interface Traffic {
  readonly requests: number;
  readonly ratePerSecond: number | null;
  readonly errors: number;
  readonly clientErrors: number;
  readonly errorRatio: number | null;
  readonly meanSeconds: number | null;
  readonly p50Seconds: number | null;
  readonly p95Seconds: number | null;
  readonly p99Seconds: number | null;
}

type Labeled = Pick<Column, "labels">;

const BY_ENDPOINT = ["method", "endpoint"];

/** What the counters of HTTP grew by over a range, told apart as far as an answer needs it. */
interface Growth {
  readonly requests: readonly Column[];
  readonly buckets: readonly Column[];
  readonly sums: readonly Column[];
  readonly counts: readonly Column[];
}

/** How the HTTP endpoints did over a range: in total, and each for itself, the busiest first. */
export function performanceOf(history: History, range: TimeRange) {
  const grown = (name: string, ...labels: string[]) =>
    history.increase({ name, by: [...BY_ENDPOINT, ...labels] }, range);
  const growth: Growth = {
    requests: grown("http_requests_total", "status_code"),
    buckets: grown("http_request_duration_seconds_bucket", "le"),
    sums: grown("http_request_duration_seconds_sum"),
    counts: grown("http_request_duration_seconds_count"),
  };
  const seconds = (range.endMs - range.startMs) / 1000;
  const endpoints = trafficBy(growth, BY_ENDPOINT, seconds)
    .map(({ labels, traffic }) => ({ method: labels.method!, endpoint: labels.endpoint!, ...traffic }))
    .sort((a, b) => b.requests - a.requests);
  const total = trafficBy(growth, [], seconds)[0]?.traffic ?? trafficOf(new Map(), [], seconds);
  return { total, endpoints };
}

function trafficBy(growth: Growth, by: readonly string[], seconds: number) {
  const keyOf = ({ labels }: Labeled) => JSON.stringify(by.map((label) => labels[label]));
  const latencies = latenciesBy(growth, by, keyOf);
  const requests = Map.groupBy(sumBy(growth.requests, [...by, "status_code"]), keyOf);
  const groups = [...sumBy(growth.requests, by), ...sumBy(growth.counts, by)];
  const labelsByKey = new Map(groups.map((group) => [keyOf(group), group.labels]));
  return [...labelsByKey].map(([key, labels]) => {
    const counted = (requests.get(key) ?? []).filter(({ values }) => !Number.isNaN(values[0]));
    const byStatus = new Map(counted.map(({ labels, values }) => [labels.status_code ?? "", values[0]!]));
    return { labels, traffic: trafficOf(byStatus, latencies.get(key) ?? [], seconds) };
  });
}

/** Mean and the three quantiles of each group, by its key. */
function latenciesBy(
  { buckets, sums, counts }: Growth,
  by: readonly string[],
  keyOf: (one: Labeled) => string,
) {
  const valuesOf = (columns: readonly Column[]) =>
    new Map(sumBy(columns, by).map((column) => [keyOf(column), column.values[0]!]));
  const [sumOf, countOf] = [valuesOf(sums), valuesOf(counts)];
  return new Map(
    groupBuckets(buckets, by).map((group) => {
      const key = keyOf(group);
      const mean = (sumOf.get(key) ?? NaN) / (countOf.get(key) ?? NaN);
      const quantiles = [0.5, 0.95, 0.99].map((q) => quantileColumn(q, group)[0]!);
      return [key, [mean, ...quantiles].map(orNull)] as const;
    }),
  );
}

function trafficOf(
  statuses: ReadonlyMap<string, number>,
  [mean = null, p50 = null, p95 = null, p99 = null]: readonly (number | null)[],
  seconds: number,
): Traffic {
  const countOf = (kind: string) =>
    [...statuses].reduce((sum, [status, value]) => (status.startsWith(kind) ? sum + value : sum), 0);
  const [requests, errors] = [countOf(""), countOf("5")];
  return {
    requests,
    ratePerSecond: statuses.size === 0 ? null : requests / seconds,
    errors,
    clientErrors: countOf("4"),
    errorRatio: requests === 0 ? null : errors / requests,
    meanSeconds: mean,
    p50Seconds: p50,
    p95Seconds: p95,
    p99Seconds: p99,
  };
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
