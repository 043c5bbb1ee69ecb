import type { Query } from "./panel.ts";

/** The queries of quantiles of a histogram, p50, p95 and p99 unless others are given. */
export function percentiles(metric: string, percents: readonly number[] = [50, 95, 99]): readonly Query[] {
  return percents.map((percent) => ({
    expr: percentile(percent, metric, "$__rate_interval"),
    legend: `p${percent}`,
  }));
}

/** The expression of a quantile of a histogram, over a time, by these labels. */
export function percentile(
  percent: number,
  metric: string,
  over: "$__rate_interval" | "$__range",
  by: readonly string[] = [],
): string {
  const labels = [...by, "le"].join(", ");
  return `histogram_quantile(${percent / 100}, sum by (${labels}) (rate(${metric}_bucket{$service}[${over}])))`;
}
