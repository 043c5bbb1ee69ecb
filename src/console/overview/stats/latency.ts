import type { MetricQuery } from "../../api/metric.ts";
import { quantity, seconds, written } from "../../charts/units.ts";
import { courseOf, trafficOf } from "../reading.ts";
import { levelOf, type Stat } from "../stat.ts";

const quantiles: MetricQuery = { metric: "http_request_duration_seconds", view: "quantiles", by: [] };

export const latency: Stat = {
  id: "latency",
  label: "Latency p95",
  queries: [quantiles],
  read(snapshot) {
    const traffic = trafficOf(snapshot);
    const value = traffic?.p95Seconds ?? null;
    const detail = `p50 ${written(seconds, traffic?.p50Seconds)}, p99 ${written(seconds, traffic?.p99Seconds)}`;
    const course = courseOf(snapshot, quantiles, ({ quantile }) => quantile === "0.95");
    return { value, quantity: quantity(seconds, value), detail, level: levelOf(value, 0.5, 1), course };
  },
};
