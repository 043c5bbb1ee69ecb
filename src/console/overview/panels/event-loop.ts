import { ratio, seconds } from "../../charts/units.ts";
import type { Panel } from "../panel.ts";
import { percentiles } from "../percentiles.ts";

export const eventLoop: Panel = {
  id: "event-loop",
  title: "Event loop lag and utilization",
  section: "Runtime",
  unit: seconds,
  rightUnit: ratio,
  queries: [
    ...percentiles("nodejs_eventloop_lag_seconds", [50, 99]),
    {
      expr: "max(nodejs_eventloop_utilization_ratio{$service})",
      legend: "utilization",
      axis: "right",
    },
  ],
  absent: "the process is not watched; add processes() to the integrations",
  empty: "the event loop was not measured",
};
