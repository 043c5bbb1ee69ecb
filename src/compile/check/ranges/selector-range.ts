import type { HistogramDeclaration } from "../../../model/index.ts";
import { type Expr, metricName, type SeriesFacts, selectorsOf } from "../../../promql/index.ts";
import type { Subject } from "../subject.ts";
import { ANY, AT_LEAST_0, from, type Interval, orNaN, SHARE } from "./interval.ts";

type Catalogue = Subject["catalogue"];

/** Prometheus' own gauges, and the least and the greatest that they are. */
const BUILT_IN: Readonly<Record<string, Interval>> = {
  up: SHARE,
  // it is 1, and compared with that by habit
  ALERTS: SHARE,
  ALERTS_FOR_STATE: AT_LEAST_0,
  scrape_duration_seconds: AT_LEAST_0,
  scrape_samples_scraped: AT_LEAST_0,
  scrape_samples_post_metric_relabeling: AT_LEAST_0,
  scrape_series_added: AT_LEAST_0,
};

/** What the series of a name can be, those of recordings apart. */
export function seriesRange(name: string, catalogue: Catalogue): Interval {
  const facts = catalogue(name);
  if (Object.hasOwn(BUILT_IN, name)) return BUILT_IN[name]!;
  switch (facts?.kind) {
    case "counter":
    case "bucket":
    case "count":
      return AT_LEAST_0;
    case "sum":
      return mayBeNegative(facts) ? ANY : AT_LEAST_0;
    case "gauge":
      return isShare(facts) ? orNaN(SHARE) : ANY;
    default:
      return ANY;
  }
}

function mayBeNegative({ metric }: SeriesFacts): boolean {
  return metric?.unit !== "seconds" && metric?.unit !== "bytes";
}

/** What others call a ratio may be over 1, such as the use of several cores. */
function isShare({ metric }: SeriesFacts): boolean {
  return metric?.unit === "ratio" && metric.external !== true;
}

/**
 * What a quantile of an expression's buckets can be: Prometheus answers with no more than the largest finite bound, and
 * takes the lowest bucket to begin at 0. Anything where it is not known which buckets these are.
 */
export function quantileRange(buckets: Expr, catalogue: Catalogue): Interval {
  const histograms = selectorsOf(buckets).map((selector) => histogramOf(metricName(selector), catalogue));
  if (histograms.length === 0 || histograms.includes(undefined)) return ANY;
  const bounds = (histograms as HistogramDeclaration[]).map((histogram) => histogram.buckets);
  const [lowest, highest] = [bounds.map((some) => some[0]!), bounds.map((some) => some.at(-1)!)];
  return orNaN(from(Math.min(0, ...lowest), Math.max(...highest)));
}

function histogramOf(name: string | undefined, catalogue: Catalogue): HistogramDeclaration | undefined {
  const { kind, metric } = catalogue(name ?? "") ?? {};
  const isOurs = kind === "bucket" && metric?.type === "histogram" && metric.external !== true;
  return isOurs ? metric : undefined;
}
