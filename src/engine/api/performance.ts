import type { TimeRange } from "../../model/index.ts";
import {
  type BucketGroup,
  type Column,
  groupBuckets,
  type History,
  quantileColumn,
  sumBy,
} from "../query/index.ts";

/** Requests and their latency over a range; null where there is nothing to tell. */
export interface Traffic {
  readonly requests: number;
  readonly ratePerSecond: number | null;
  readonly errors: number;
  readonly clientErrors: number;
  readonly errorRatio: number | null;
  readonly meanSeconds: number | null;
  /** The lower bound of the fastest request's bucket. */
  readonly minSeconds: number | null;
  /** The upper bound of the slowest request's bucket; null when that has none. */
  readonly maxSeconds: number | null;
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
  const total = trafficBy(growth, [], seconds)[0]?.traffic ?? trafficOf(new Map(), NO_LATENCIES, seconds);
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
    return { labels, traffic: trafficOf(byStatus, latencies.get(key) ?? NO_LATENCIES, seconds) };
  });
}

type Latencies = Pick<
  Traffic,
  "meanSeconds" | "minSeconds" | "maxSeconds" | "p50Seconds" | "p95Seconds" | "p99Seconds"
>;

/** The latencies of each group, by its key. */
function latenciesBy(
  { buckets, sums, counts }: Growth,
  by: readonly string[],
  keyOf: (one: Labeled) => string,
): Map<string, Latencies> {
  const valuesOf = (columns: readonly Column[]) =>
    new Map(sumBy(columns, by).map((column) => [keyOf(column), column.values[0]!]));
  const [sumOf, countOf] = [valuesOf(sums), valuesOf(counts)];
  return new Map(
    groupBuckets(buckets, by).map((group) => {
      const key = keyOf(group);
      const quantileOf = (q: number) => orNull(quantileColumn(q, group)[0]!);
      const latencies = {
        meanSeconds: orNull((sumOf.get(key) ?? NaN) / (countOf.get(key) ?? NaN)),
        ...extremesOf(group),
        p50Seconds: quantileOf(0.5),
        p95Seconds: quantileOf(0.95),
        p99Seconds: quantileOf(0.99),
      };
      return [key, latencies];
    }),
  );
}

const NO_LATENCIES: Latencies = {
  meanSeconds: null,
  minSeconds: null,
  maxSeconds: null,
  p50Seconds: null,
  p95Seconds: null,
  p99Seconds: null,
};

/** Between which bounds all observations lie: a histogram knows no more of its extremes. */
function extremesOf({ bounds, counts }: BucketGroup): Pick<Latencies, "minSeconds" | "maxSeconds"> {
  const values = counts.map((column) => column[0]!);
  const total = values.at(-1) ?? NaN;
  if (!(total > 0)) return { minSeconds: null, maxSeconds: null };
  const first = values.findIndex((count) => count > 0);
  const last = values.findIndex((count) => count >= total);
  return { minSeconds: first === 0 ? 0 : bounds[first - 1]!, maxSeconds: orNull(bounds[last]!) };
}

function trafficOf(statuses: ReadonlyMap<string, number>, latencies: Latencies, seconds: number): Traffic {
  const countOf = (kind: string) =>
    [...statuses].reduce((sum, [status, value]) => (status.startsWith(kind) ? sum + value : sum), 0);
  const [requests, errors] = [countOf(""), countOf("5")];
  return {
    requests,
    ratePerSecond: statuses.size === 0 ? null : requests / seconds,
    errors,
    clientErrors: countOf("4"),
    errorRatio: requests === 0 ? null : errors / requests,
    ...latencies,
  };
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
