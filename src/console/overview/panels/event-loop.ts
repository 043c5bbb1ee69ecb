import { ratio, seconds } from "../../charts/units.ts";
import { only, quantileLines } from "../lines.ts";
import type { Panel } from "../panel.ts";

export const eventLoop: Panel = {
  id: "event-loop",
  title: "Event loop lag and utilization",
  section: "Runtime",
  unit: seconds,
  rightUnit: ratio,
  sources: [
    {
      query: { metric: "nodejs_eventloop_lag_seconds", view: "quantiles", by: [], quantiles: [0.5, 0.99] },
      lines: quantileLines,
    },
    {
      query: { metric: "nodejs_eventloop_utilization_ratio", view: "value" },
      lines: only("utilization", { axis: "right" }),
    },
  ],
  absent: "the process is not watched; add processes() to the integrations",
  empty: "the event loop was not measured",
};
