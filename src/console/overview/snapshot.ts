import type { ApiFault } from "../api/api-error.ts";
import type { Deployment } from "../api/deployments.ts";
import type { Blocked, DetailedHealth } from "../api/health.ts";
import { type MetricAnswer, type MetricQuery, type MetricSeries, queryKey } from "../api/metric.ts";
import type { Performance } from "../api/performance.ts";
import type { SystemInfo } from "../api/system-info.ts";
import type { Window } from "../range/window.ts";

/** How one question ended. `absent`: there is no such metric. */
export type Answer<T> =
  | { readonly kind: "answered"; readonly value: T }
  | { readonly kind: "absent" }
  | { readonly kind: "failed"; readonly what: string; readonly fault: ApiFault };

/** Everything the page shows, asked for at one moment and about one window. */
export interface Snapshot {
  readonly window: Window;
  readonly info: SystemInfo;
  readonly health: DetailedHealth;
  /** Where the application's thread hangs; undefined while it does not. */
  readonly blocked: Blocked | undefined;
  readonly performance: Answer<Performance>;
  /** What happened in the window, the latest first. */
  readonly deployments: Answer<readonly Deployment[]>;
  /** By `queryKey`; without those whose metric does not exist. */
  readonly metrics: ReadonlyMap<string, Answer<MetricAnswer>>;
  /** The browser's time when it was complete. */
  readonly takenAtMs: number;
}

export function metricAnswer({ metrics }: Snapshot, query: MetricQuery): Answer<MetricAnswer> {
  return metrics.get(queryKey(query)) ?? { kind: "absent" };
}

/** The series that answer a query; none when it has no answer. */
export function seriesOf(snapshot: Snapshot, query: MetricQuery): readonly MetricSeries[] {
  const answer = metricAnswer(snapshot, query);
  return answer.kind === "answered" ? answer.value.series : [];
}

/** What could not be answered, for a person to read; empty when all was. */
export function failures({ performance, deployments, metrics }: Snapshot): readonly string[] {
  const texts = [performance, deployments, ...metrics.values()].flatMap((answer) =>
    answer.kind === "failed" ? [`${answer.what}: ${answer.fault.detail}`] : [],
  );
  // One metric is asked several questions, which fail alike.
  return [...new Set(texts)];
}
