import type { Call, Expr, VectorSelector } from "../ast.ts";
import { metricName } from "../ast.ts";
import { selectorsOf } from "../walk.ts";
import type { Catalogue } from "./catalogue.ts";
import {
  agree,
  COUNT,
  type Dimension,
  dimensionOf as dimensionOfUnit,
  perSecond,
  RATIO,
  SECONDS,
} from "./dimension.ts";
import type { Inferred } from "./inferred.ts";
import { add, drop, labelSet, NO_LABELS } from "./label-set.ts";
import { type Meaning, mixed, rated } from "./meaning.ts";
import { joinedLabels, replacedLabels } from "./written-label.ts";

type InferNode = (node: Expr) => Inferred;

const PER_SECOND: readonly string[] = ["rate", "irate", "deriv"];
const GROWTH: readonly string[] = ["increase", "delta", "idelta"];
/** Functions whose numbers are counts, or nothing that has a unit, whatever they are given. */
const COUNTING: readonly string[] = [
  "changes",
  "count_over_time",
  "histogram_count",
  "present_over_time",
  "resets",
  "sgn",
];
const OF_TIME: readonly string[] = [
  "day_of_month",
  "day_of_week",
  "day_of_year",
  "days_in_month",
  "hour",
  "minute",
  "month",
  "year",
];
/** Functions that leave numbers in their unit. */
const KEEPING: readonly string[] = [
  "abs",
  "avg_over_time",
  "ceil",
  "clamp",
  "clamp_max",
  "clamp_min",
  "double_exponential_smoothing",
  "first_over_time",
  "floor",
  "holt_winters",
  "last_over_time",
  "mad_over_time",
  "max_over_time",
  "min_over_time",
  "predict_linear",
  "quantile_over_time",
  "round",
  "sort",
  "sort_by_label",
  "sort_by_label_desc",
  "sort_desc",
  "stddev_over_time",
  "sum_over_time",
];
/** Those that also leave the metric's name, and so what the numbers mean. */
const SAME: readonly string[] = [
  "first_over_time",
  "last_over_time",
  "sort",
  "sort_by_label",
  "sort_by_label_desc",
  "sort_desc",
];

/** What is known of a function's answer. Every argument is looked at, so that each node has its facts. */
export function inferCall(call: Call, of: InferNode, catalogue: Catalogue): Inferred {
  const args = call.args.map(of);
  const main = args[vectorAt(call)];
  if (main === undefined) return constant(call.name);
  const labels = labelsOf(call, main);
  return {
    labels,
    meaning: meaningOf(call.name, main.meaning),
    dimension: dimensionOf(call, main, catalogue),
  };
}

/** Where a function takes its series: `histogram_quantile(0.99, here)`. */
function vectorAt({ name, args }: Call): number {
  if (name === "histogram_fraction") return 2;
  return name === "histogram_quantile" || name === "quantile_over_time" ? 1 : args.length > 0 ? 0 : -1;
}

function constant(name: string): Inferred {
  return { labels: NO_LABELS, meaning: "value", dimension: name === "time" ? SECONDS : undefined };
}

function labelsOf({ name, args }: Call, { labels }: Inferred) {
  switch (name) {
    case "absent":
    case "absent_over_time":
      return labelSet(equalLabels(args[0]!));
    case "histogram_quantile":
    case "histogram_fraction":
      return drop(labels, ["le", "__name__"]);
    case "histogram_quantiles": {
      const quantiles = drop(labels, ["le", "__name__"]);
      return args[1]?.kind === "string"
        ? add(quantiles, args[1].value, "always")
        : { ...quantiles, isOpen: true };
    }
    case "label_replace":
      return replacedLabels(args, labels);
    case "label_join":
      return joinedLabels(args, labels);
    case "scalar":
    case "vector":
      return NO_LABELS;
    case "info":
      return { ...labels, isOpen: true };
    default:
      return SAME.includes(name) ? labels : drop(labels, ["__name__"]);
  }
}

/** What `absent` answers with: the labels that its selector asks for by one value. */
function equalLabels(expr: Expr): string[] {
  const selector = selectorIn(expr);
  const equal = (selector?.matchers ?? []).filter(({ op, label }) => op === "=" && label !== "__name__");
  const names = equal.map(({ label }) => label);
  return names.filter((label) => names.indexOf(label) === names.lastIndexOf(label));
}

function selectorIn(expr: Expr): VectorSelector | undefined {
  if (expr.kind === "selector") return expr;
  if (expr.kind === "matrix") return expr.selector;
  return expr.kind === "paren" ? selectorIn(expr.expr) : undefined;
}

function meaningOf(name: string, of: Meaning): Meaning {
  if (SAME.includes(name) || name === "label_replace" || name === "label_join") return of;
  if (PER_SECOND.includes(name) || GROWTH.includes(name)) return rated(of);
  return KEEPING.includes(name) ? mixed(of) : "value";
}

function dimensionOf(
  { name, args }: Call,
  { dimension }: Inferred,
  catalogue: Catalogue,
): Dimension | undefined {
  if (name === "timestamp" || name.startsWith("ts_of_") || name === "start_timestamp") return SECONDS;
  if (COUNTING.includes(name) || OF_TIME.includes(name) || name.startsWith("absent")) return COUNT;
  if (name === "histogram_fraction") return RATIO;
  if (name === "histogram_quantile") return quantileDimension(args[1]!, catalogue);
  if (dimension === undefined) return undefined;
  if (PER_SECOND.includes(name)) return perSecond(dimension);
  const isKept = GROWTH.includes(name) || KEEPING.includes(name);
  return isKept || ["label_replace", "label_join", "scalar", "vector"].includes(name) ? dimension : undefined;
}

/** That of the histogram, which its buckets' counts do not say. */
function quantileDimension(expr: Expr, catalogue: Catalogue): Dimension | undefined {
  const read = selectorsOf(expr).map((selector) => catalogue(metricName(selector) ?? ""));
  const histograms = read.flatMap((facts) => (facts?.kind === "bucket" ? (facts.metric ?? []) : []));
  const [only, ...others] = histograms.map(({ unit }) => dimensionOfUnit(unit));
  return only !== undefined && others.every((other) => agree(other, only)) ? only : undefined;
}
