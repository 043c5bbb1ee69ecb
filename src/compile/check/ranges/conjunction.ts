import { type Binary, type Expr, valueTypeOf, withoutParens } from "../../../promql/index.ts";
import { matchesAllLabels } from "../alerts/matches-all-labels.ts";
import { normalForm } from "../alerts/normal-form.ts";
import { comparisonOf, isAlways, mirrored } from "./comparison.ts";
import { both, type Interval, isNothing } from "./interval.ts";
import type { RangeOf } from "./range-of.ts";

/** Whether both sides of an `and` ask different numbers of one expression: `x > 5 and x < 3`. */
export function isContradiction(node: Binary, rangeOf: RangeOf): boolean {
  return matchesAllLabels(node) && limitsIn(node, rangeOf).values().some(isNothing);
}

/** Whether what an `unless` takes away is all that there is on its left: `x > 5 unless x > 3`. */
export function isTakenAway(node: Binary, rangeOf: RangeOf): boolean {
  if (!matchesAllLabels(node)) return false;
  const taken = limitOf(node.right);
  const name = normalForm(taken?.kept ?? node.right);
  const left = limitsIn(node.left, rangeOf).get(name);
  if (taken === undefined) return left !== undefined || normalForm(answered(node.left)) === name;
  return left !== undefined && !left.mayBeNaN && isAlways(left, taken.comparison, rangeOf(taken.limit));
}

/** What expressions can be where this one has an answer, by their normal form. */
function limitsIn(expr: Expr, rangeOf: RangeOf, limits = new Map<string, Interval>()): Map<string, Interval> {
  const it = withoutParens(expr);
  if (it.kind !== "binary") return limits;
  if (it.op === "and" || it.op === "unless") {
    if (it.op === "and" && matchesAllLabels(it)) limitsIn(it.right, rangeOf, limits);
    return limitsIn(it.left, rangeOf, limits);
  }
  const limit = limitOf(it);
  if (limit === undefined) return limits;
  const name = normalForm(answered(limit.kept));
  const before = limits.get(name);
  limits.set(name, before === undefined ? rangeOf(it) : both(before, rangeOf(it)));
  return limitsIn(limit.kept, rangeOf, limits);
}

/** A comparison with a scalar, read with the scalar on its right. */
function limitOf(expr: Expr) {
  const it = withoutParens(expr);
  const comparison = it.kind === "binary" && !it.bool ? comparisonOf(it) : undefined;
  if (it.kind !== "binary" || comparison === undefined) return undefined;
  if (valueTypeOf(it.right) === "scalar") return { kept: it.left, comparison, limit: it.right };
  if (valueTypeOf(it.left) !== "scalar") return undefined;
  return { kept: it.right, comparison: mirrored(comparison), limit: it.left };
}

/** The expression whose numbers another answers with, where it answers. */
function answered(expr: Expr): Expr {
  const it = withoutParens(expr);
  if (it.kind === "binary" && (it.op === "and" || it.op === "unless")) return answered(it.left);
  const limit = limitOf(it);
  return limit === undefined ? it : answered(limit.kept);
}
