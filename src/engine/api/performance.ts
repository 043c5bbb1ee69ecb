import type { Labels, TimeRange } from "../../model/index.ts";
import { type History, oneStep, quantileColumn } from "../query/index.ts";

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

const REQUESTS = "http_requests_total";
const DURATION = "http_request_duration_seconds";
const BY_ENDPOINT = ["method", "endpoint"];

/** How the HTTP endpoints did over a range: in total, and each for itself, the busiest first. */
export function performanceOf(history: History, range: TimeRange) {
  const endpoints = trafficBy(history, range, BY_ENDPOINT)
    .map(({ labels, traffic }) => ({ method: labels.method!, endpoint: labels.endpoint!, ...traffic }))
    .sort((a, b) => b.requests - a.requests);
  const total = trafficBy(history, range, [])[0]?.traffic ?? trafficOf(range, new Map(), []);
  return { total, endpoints };
}

function trafficBy(history: History, range: TimeRange, by: readonly string[]) {
  const groups = new Map<
    string,
    { labels: Labels; statuses: Map<string, number>; durations: (number | null)[] }
  >();
  const groupOf = (labels: Labels) => {
    const kept = Object.fromEntries(by.map((label) => [label, labels[label] ?? ""]));
    const key = JSON.stringify(Object.values(kept));
    const group = groups.get(key) ?? { labels: kept, statuses: new Map(), durations: [] };
    groups.set(key, group);
    return group;
  };
  for (const { labels, value } of history.increase({ name: REQUESTS, by: [...by, "status_code"] }, range)) {
    if (!Number.isNaN(value)) groupOf(labels).statuses.set(labels.status_code ?? "", value);
  }
  for (const { labels, durations } of durationsBy(history, range, by)) groupOf(labels).durations = durations;
  return [...groups.values()].map(({ labels, statuses, durations }) => {
    return { labels, traffic: trafficOf(range, statuses, durations) };
  });
}

/** Mean, and the three quantiles, of each group. */
function durationsBy(history: History, range: TimeRange, by: readonly string[]) {
  const keyOf = (labels: Labels) => JSON.stringify(by.map((label) => labels[label]));
  const grown = (name: string) =>
    new Map(history.increase({ name, by }, range).map(({ labels, value }) => [keyOf(labels), value]));
  const [sums, counts] = [grown(`${DURATION}_sum`), grown(`${DURATION}_count`)];
  const windowMs = range.endMs - range.startMs;
  return history.buckets({ name: DURATION, by }, oneStep(range), windowMs).map((group) => {
    const key = keyOf(group.labels);
    const mean = (sums.get(key) ?? NaN) / (counts.get(key) ?? NaN);
    const quantiles = [0.5, 0.95, 0.99].map((q) => quantileColumn(q, group)[0]!);
    return { labels: group.labels, durations: [mean, ...quantiles].map(orNull) };
  });
}

function trafficOf(
  range: TimeRange,
  statuses: ReadonlyMap<string, number>,
  [mean = null, p50 = null, p95 = null, p99 = null]: readonly (number | null)[],
): Traffic {
  const countOf = (kind: string) =>
    [...statuses].reduce((sum, [status, value]) => (status.startsWith(kind) ? sum + value : sum), 0);
  const [requests, errors] = [countOf(""), countOf("5")];
  return {
    requests,
    ratePerSecond: statuses.size === 0 ? null : requests / ((range.endMs - range.startMs) / 1000),
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
