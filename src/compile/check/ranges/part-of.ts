import {
  type Aggregation,
  type Catalogue,
  type Expr,
  metricName,
  print,
  type VectorSelector,
  withoutParens,
} from "../../../promql/index.ts";
import { matchesAllLabels } from "../alerts/matches-all-labels.ts";
import { isWithin } from "../numbers/within.ts";
import type { RangeOf } from "./range-of.ts";

const ADDING: readonly string[] = ["sum", "count", "rate", "irate", "increase"];

/**
 * Whether what one expression counts is among what another counts, as `status_code="500"` is among all requests, so that
 * the one divided by the other is at most 1. False where that is not known.
 */
export function isPartOf(part: Expr, whole: Expr, rangeOf: RangeOf, catalogue: Catalogue): boolean {
  const [a, b] = [withoutParens(part), withoutParens(whole)];
  if (b.kind === "binary" && b.op === "+" && matchesAllLabels(b)) {
    const isAmong = (term: Expr, other: Expr) =>
      rangeOf(other).min >= 0 && isPartOf(a, term, rangeOf, catalogue);
    return isAmong(b.left, b.right) || isAmong(b.right, b.left);
  }
  if (a.kind === "aggregation" && b.kind === "aggregation") {
    return (
      a.op === b.op &&
      ADDING.includes(a.op) &&
      hasSameGroups(a, b) &&
      isPartOf(a.expr, b.expr, rangeOf, catalogue)
    );
  }
  if (a.kind === "call" && b.kind === "call") {
    return (
      a.name === b.name && ADDING.includes(a.name) && isPartOf(a.args[0]!, b.args[0]!, rangeOf, catalogue)
    );
  }
  if (a.kind === "matrix" && b.kind === "matrix") {
    return withoutSelector(a) === withoutSelector(b) && isPartOf(a.selector, b.selector, rangeOf, catalogue);
  }
  return (
    a.kind === "selector" && b.kind === "selector" && rangeOf(b).min >= 0 && selectsPart(a, b, catalogue)
  );
}

function hasSameGroups(a: Aggregation, b: Aggregation): boolean {
  return a.without === b.without && a.labels.toSorted().join() === b.labels.toSorted().join();
}

/** What is the same of two selections of one time: `[5m] offset 1h`. */
function withoutSelector(expr: Extract<Expr, { kind: "matrix" | "selector" }>): string {
  if (expr.kind === "selector") return print({ ...expr, name: "x", matchers: [] });
  return print({ ...expr, selector: { ...expr.selector, name: "x", matchers: [] } });
}

function selectsPart(a: VectorSelector, b: VectorSelector, catalogue: Catalogue): boolean {
  const [name, wholeName] = [metricName(a), metricName(b)];
  const isOneBucket =
    name?.replace(/_bucket$/, "_count") === wholeName &&
    a.matchers.some(({ label, op }) => label === "le" && op === "=");
  const isOfSame = wholeName !== undefined && (name === wholeName || isOneBucket);
  return isOfSame && withoutSelector(a) === withoutSelector(b) && isWithin(a, b, catalogue) === true;
}
