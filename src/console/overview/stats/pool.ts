import type { MetricQuery } from "../../api/metric.ts";
import { count, NOTHING, ratio, written } from "../../charts/units.ts";
import { courseOf, newestOf } from "../reading.ts";
import { levelOf, type Stat } from "../stat.ts";

/** All pools together. */
const inState = (state: string): MetricQuery => ({
  metric: `db_pool_connections_${state}`,
  view: "value",
  by: [],
});
const inUse = inState("active");
const active: MetricQuery = { ...inUse, whole: true };
const waiting: MetricQuery = { ...inState("waiting"), whole: true };
const max: MetricQuery = { ...inState("max"), whole: true };

export const pool: Stat = {
  id: "pool",
  label: "Pool in use",
  queries: [inUse, active, waiting, max],
  read(snapshot) {
    const value = newestOf(snapshot, active);
    const limit = newestOf(snapshot, max);
    const share = value === null || !limit ? null : value / limit;
    return {
      value,
      quantity: value === null ? NOTHING : { number: String(value), symbol: `of ${written(count, limit)}` },
      detail: `${written(count, newestOf(snapshot, waiting))} waiting, ${written(ratio, share)} used`,
      level: levelOf(share, 0.7, 0.9),
      course: courseOf(snapshot, inUse),
    };
  },
};
