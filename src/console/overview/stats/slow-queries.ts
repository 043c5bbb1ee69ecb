import type { MetricQuery } from "../../api/metric.ts";
import { count, quantity, seconds, written } from "../../charts/units.ts";
import { courseOf, newestOf } from "../reading.ts";
import type { Snapshot } from "../snapshot.ts";
import { levelOf, type Stat } from "../stat.ts";

const rate: MetricQuery = { metric: "db_slow_queries_total", view: "rate", by: [] };
const overall: MetricQuery = { ...rate, whole: true };
const sinceStart: MetricQuery = { ...overall, view: "value" };
const p99: MetricQuery = {
  metric: "db_query_duration_seconds",
  view: "quantiles",
  by: [],
  quantiles: [0.99],
  whole: true,
};

/** How many there were; judged by the 99th percentile of all queries. */
export const slowQueries: Stat = {
  id: "slow-queries",
  label: "Slow queries",
  queries: [rate, overall, sinceStart, p99],
  read(snapshot) {
    const value = slowOnes(snapshot);
    const slowest = newestOf(snapshot, p99);
    return {
      value,
      quantity: quantity(count, value),
      detail: `query p99 ${written(seconds, slowest)}`,
      level: levelOf(slowest, 0.1, 0.5),
      course: courseOf(snapshot, rate),
    };
  },
};

/** A rate is of the time there was something to count; a process younger than the window had no more than its total. */
function slowOnes(snapshot: Snapshot): number | null {
  const perSecond = newestOf(snapshot, overall);
  const most = newestOf(snapshot, sinceStart);
  const { startMs, endMs } = snapshot.window;
  if (perSecond === null || most === null) return most;
  return Math.min(most, Math.round((perSecond * (endMs - startMs)) / 1000));
}
