import type { MetricQuery, MetricSeries, Values } from "../api/metric.ts";
import type { Traffic } from "../api/performance.ts";
import { lastNumber } from "../charts/line.ts";
import { type Snapshot, seriesOf } from "./snapshot.ts";

/** The values of the first series of a query that fits; none when there is no such series. */
export function courseOf(
  snapshot: Snapshot,
  query: MetricQuery,
  fits: (labels: MetricSeries["labels"]) => boolean = () => true,
): Values {
  return seriesOf(snapshot, query).find(({ labels }) => fits(labels))?.values ?? [];
}

/** All requests of the window; undefined when the API could not say. */
export function trafficOf({ performance }: Snapshot): Traffic | undefined {
  return performance.kind === "answered" ? performance.value.total : undefined;
}

/** The newest number of a query's first series; null when there is none. */
export function newestOf(snapshot: Snapshot, query: MetricQuery): number | null {
  return lastNumber(courseOf(snapshot, query));
}
