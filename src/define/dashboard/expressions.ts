import type { Duration, Expression } from "../../model/index.ts";
import { placeOfCaller } from "../place.ts";
import { promql } from "../promql.ts";
import type { Selector } from "../select.ts";
import type { QuerySpec } from "./panel.ts";

export interface PercentileOptions {
  /** The labels that are told apart. Default: none. */
  readonly by?: readonly string[];
  /** Of which time. Default: 5m. */
  readonly over?: Duration;
}

/** What a share of a histogram's observations did not exceed: `percentile(0.99, bucketsOf(httpRequestDuration))`. */
export function percentile(share: number, buckets: Selector, options: PercentileOptions = {}): Expression {
  return { ...quantile(share, buckets, options), place: placeOfCaller(percentile) };
}

/** The queries of p50, p95 and p99; of several series each is called by its labels, too. */
export function percentiles(buckets: Selector, options: PercentileOptions = {}): QuerySpec[] {
  const place = placeOfCaller(percentiles);
  const labels = (options.by ?? []).map((label) => ` {{${label}}}`).join("");
  return [50, 95, 99].map((percent) => ({
    expr: { ...quantile(percent / 100, buckets, options), place },
    legend: `p${percent}${labels}`,
  }));
}

/** How large a part is of the whole: 0 where nothing is of that part, no answer where there is no whole. */
export function shareOf(part: Expression, whole: Expression): Expression {
  const share = promql`(${part} or 0 * ${whole}) / (${whole} > 0)`;
  return { ...share, place: placeOfCaller(shareOf) };
}

function quantile(share: number, buckets: Selector, { by = [], over = "5m" }: PercentileOptions) {
  const labels = [...by, "le"].join(", ");
  return {
    kind: "expression",
    text: `histogram_quantile(${share}, sum by (${labels}) (rate(${buckets.text}[${over}])))`,
    metrics: [buckets.metric],
  } as const;
}
