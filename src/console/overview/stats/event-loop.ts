import { quantity, ratio, seconds, written } from "../../charts/units.ts";
import { percentile } from "../percentiles.ts";
import { stat } from "../stat.ts";

const metric = "nodejs_eventloop_lag_seconds";

export const eventLoop = stat({
  id: "event-loop",
  label: "Event loop lag p99",
  course: percentile(99, metric, "$__rate_interval"),
  numbers: {
    lag: percentile(99, metric, "$__range"),
    utilization: "max(nodejs_eventloop_utilization_ratio{$service})",
  },
  read: ({ lag, utilization }) => ({
    value: lag,
    quantity: quantity(seconds, lag),
    detail: `${written(ratio, utilization)} utilized`,
    level: "none",
  }),
});
