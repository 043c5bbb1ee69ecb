import type { MetricDeclaration } from "../../../model/index.ts";
import type { Check } from "../check.ts";
import { combinations } from "./combinations.ts";

/** Labels whose values cannot all have a series. */
export const cardinality: Check = {
  code: "FAROL_CARDINALITY",
  level: "error",
  title: "A metric with more combinations of labels than series",
  why: "Values of closed sets multiply: three labels of twenty values are 8,000 series on each thread, and Prometheus keeps a histogram's as many times as it has buckets. Past a metric's cap, all else is counted in one series whose labels read `overflow`; where all of its labels are closed sets, the service does not even start.",
  find: ({ monitoring }) =>
    monitoring.metrics
      .filter((metric) => metric.external !== true && combinations(metric, "closed") > metric.maxSeries)
      .map((metric) => ({
        place: metric.place,
        found: `${metric.name}, whose closed sets have ${combinations(metric, "closed")} combinations${inPrometheus(metric)}`,
        rule: `its cap is ${metric.maxSeries} series`,
        cure: "Take a label or values away, or raise `maxSeries`.",
      })),
};

/** What they become in Prometheus: a series each bucket, +Inf, sum and count. */
function inPrometheus(metric: MetricDeclaration): string {
  if (metric.type !== "histogram") return "";
  return `, which are ${combinations(metric, "closed") * (metric.buckets.length + 3)} series in Prometheus`;
}
