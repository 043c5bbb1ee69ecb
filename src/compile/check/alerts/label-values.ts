import { unboundedLabel } from "../../../model/index.ts";
import {
  alternativesOf,
  type Binary,
  compileMatcher,
  type Expr,
  type LabelMatcher,
  metricName,
  type VectorSelector,
} from "../../../promql/index.ts";
import type { Subject } from "../subject.ts";

/** The values that a label of an expression's answers can have; undefined where they are not known. */
export type LabelValues = (expr: Expr, label: string) => readonly string[] | undefined;

/** Follows labels from selectors outward: what they are asked for, and what their metric declares. */
export function labelValuesIn({ catalogue }: Subject): LabelValues {
  const ofSelector = (selector: VectorSelector, label: string): readonly string[] | undefined => {
    const matchers = selector.matchers.filter((matcher) => matcher.label === label);
    const domain = catalogue(metricName(selector) ?? "")?.metric?.labels[label];
    const declared = domain === unboundedLabel ? undefined : domain;
    const values = declared ?? matchers.map(literals).find((some) => some !== undefined);
    const tests = matchers.map((matcher) => compileMatcher(matcher, "v3"));
    const asked = values?.filter((value) => tests.every(({ matches }) => matches(value)));
    // a value that there is not is a finding of its own
    return asked?.length === 0 ? undefined : asked;
  };
  const of: LabelValues = (expr, label) => {
    switch (expr.kind) {
      case "selector":
        return ofSelector(expr, label);
      case "matrix":
        return ofSelector(expr.selector, label);
      case "call":
        return PASSING[expr.name] === undefined ? undefined : of(expr.args[PASSING[expr.name]!]!, label);
      case "binary":
        return ofBinary(expr, label, of);
      case "number":
      case "string":
        return undefined;
      case "aggregation":
        return expr.op === "count_values" ? undefined : of(expr.expr, label);
      default:
        return of(expr.expr, label);
    }
  };
  return of;
}

/** Where functions take the series whose labels they pass on. */
const PASSING: Readonly<Record<string, number | undefined>> = Object.fromEntries([
  ...["abs", "ceil", "clamp", "clamp_max", "clamp_min", "floor", "round", "sort", "sort_desc"].map((name) => [
    name,
    0,
  ]),
  ...["changes", "delta", "deriv", "idelta", "increase", "irate", "rate", "resets"].map((name) => [name, 0]),
  ...["avg", "count", "last", "max", "min", "present", "sum"].map((name) => [`${name}_over_time`, 0]),
  ...["histogram_quantile", "quantile_over_time"].map((name) => [name, 1]),
]);

function ofBinary({ op, left, right, matching }: Binary, label: string, of: LabelValues) {
  if (op === "or" || matching?.include.includes(label)) return undefined;
  if (matching?.cardinality === "one-to-many") return of(right, label);
  return matching === undefined ? (of(left, label) ?? of(right, label)) : of(left, label);
}

/** The texts that a matcher is about, where it says them all. */
function literals({ op, value }: LabelMatcher): readonly string[] | undefined {
  // a dashboard's variable
  if (value.includes("$")) return undefined;
  if (op === "=") return [value];
  const alternatives = op === "=~" ? alternativesOf(value) : [];
  return alternatives.length > 0 && alternatives.every((text) => /^[\w /-]+$/.test(text))
    ? alternatives
    : undefined;
}
