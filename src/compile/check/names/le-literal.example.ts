import { promql, timeseries } from "../../../define/index.ts";
import type { Expression } from "../../../model/index.ts";
import { shownPost } from "../dashboards/post-dashboard.fixture.ts";

const inTime = (rate: Expression) => {
  const queries = [{ expr: promql`sum(${rate})`, legend: "in time" }];
  return shownPost({ panels: [timeseries({ title: "In time", description: "Each second.", queries })] });
};

// its buckets end at 0.25, 0.5, 1 and others
export const fails = [
  inTime(promql`rate(delivery_duration_seconds_bucket{le="0.3"}[5m])`),
  inTime(promql`rate(delivery_duration_seconds_bucket{le="1"}[5m])`),
];

export const passes = [
  inTime(promql`rate(delivery_duration_seconds_bucket{le="0.5"}[5m])`),
  inTime(promql`rate(delivery_duration_seconds_bucket{le=~"1|1.0"}[5m])`),
];
