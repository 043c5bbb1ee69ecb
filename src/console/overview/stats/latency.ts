import { quantity, seconds, written } from "../../charts/units.ts";
import { percentile } from "../percentiles.ts";
import { levelOf, stat } from "../stat.ts";

const metric = "http_request_duration_seconds";

export const latency = stat({
  id: "latency",
  label: "Latency p95",
  course: percentile(95, metric, "$__rate_interval"),
  numbers: {
    p50: percentile(50, metric, "$__range"),
    p95: percentile(95, metric, "$__range"),
    p99: percentile(99, metric, "$__range"),
  },
  read: ({ p50, p95, p99 }) => ({
    value: p95,
    quantity: quantity(seconds, p95),
    detail: `p50 ${written(seconds, p50)}, p99 ${written(seconds, p99)}`,
    level: levelOf(p95, 0.5, 1),
  }),
});
