import type { MetricQuery } from "../../api/metric.ts";
import { quantity, ratio, seconds, written } from "../../charts/units.ts";
import { courseOf, newestOf } from "../reading.ts";
import type { Stat } from "../stat.ts";

const metric = "nodejs_eventloop_lag_seconds";
const lag: MetricQuery = { metric, view: "quantiles", by: [], quantiles: [0.5, 0.99] };
const overall: MetricQuery = { ...lag, quantiles: [0.99], whole: true };
const utilization: MetricQuery = { metric: "nodejs_eventloop_utilization_ratio", view: "value", whole: true };

export const eventLoop: Stat = {
  id: "event-loop",
  label: "Event loop lag p99",
  queries: [lag, overall, utilization],
  read(snapshot) {
    const value = newestOf(snapshot, overall);
    return {
      value,
      quantity: quantity(seconds, value),
      detail: `${written(ratio, newestOf(snapshot, utilization))} utilized`,
      level: "none",
      course: courseOf(snapshot, lag, ({ quantile }) => quantile === "0.99"),
    };
  },
};
