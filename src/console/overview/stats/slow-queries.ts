import { count, quantity, seconds, written } from "../../charts/units.ts";
import { percentile } from "../percentiles.ts";
import { levelOf, stat } from "../stat.ts";

/** How many there were; judged by the 99th percentile of all queries. */
export const slowQueries = stat({
  id: "slow-queries",
  label: "Slow queries",
  course: "sum(rate(db_slow_queries_total{$service}[$__rate_interval]))",
  numbers: {
    slow: "round(sum(increase(db_slow_queries_total{$service}[$__range])))",
    p99: percentile(99, "db_query_duration_seconds", "$__range"),
  },
  read: ({ slow, p99 }) => ({
    value: slow,
    quantity: quantity(count, slow),
    detail: `query p99 ${written(seconds, p99)}`,
    level: levelOf(p99, 0.1, 0.5),
  }),
});
