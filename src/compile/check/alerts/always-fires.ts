import { type Expr, print, walk, withoutParens } from "../../../promql/index.ts";
import type { Check, Found } from "../check.ts";
import { comparisonOf, isAlways } from "../ranges/comparison.ts";
import { isNothing } from "../ranges/interval.ts";
import { type RangeOf, rangesOf } from "../ranges/ranges.ts";
import { rangeWords } from "../ranges/words.ts";
import type { Use } from "../use.ts";
import { isHeartbeat } from "./heartbeat.ts";

/** A comparison that every number fulfills. */
export const alwaysFires: Check = {
  code: "FAROL_ALERT_ALWAYS_FIRES",
  level: "error",
  title: "An alert whose comparison is always true",
  why: "What a number can be is often known beforehand: a rate is at least 0, a count is at least 1, a share is at most 1. A comparison that each of them fulfills decides nothing: the alert fires for as long as there are series, and soon nobody reads it. One that asks whether there is anything at all, `and count(up) > 0`, is left alone.",
  find: (subject) => {
    const rangeOf = rangesOf(subject);
    return subject.uses
      .filter(({ origin }) => origin.kind === "alert" && !isHeartbeat(origin.alert))
      .flatMap((use) => alwaysTrue(use, rangeOf));
  },
};

function alwaysTrue({ tree, expression, what }: Use, rangeOf: RangeOf): Found[] {
  const found: Found[] = [];
  walk(tree, (node, path) => {
    const comparison = node.kind === "binary" ? comparisonOf(node) : undefined;
    if (node.kind !== "binary" || comparison === undefined) return;
    const [left, right] = [rangeOf(node.left), rangeOf(node.right)];
    if (isNothing(left) || isNothing(right) || !isAlways(left, comparison, right)) return;
    // a comparison may be there to leave out what is no number
    if ((left.mayBeNaN || right.mayBeNaN) && node !== withoutParens(tree)) return;
    if (isCount(node.left) && isGuard(node, path)) return;
    found.push({
      place: expression.place,
      found: `${print(node)} in ${what}`,
      rule: `it is always true: the left side is ${rangeWords(left)}, the right side ${rangeWords(right)}`,
      cure: "Compare with a number that tells good from bad.",
    });
  });
  return found;
}

const COUNTS: readonly string[] = ["count", "group", "count_over_time", "present_over_time"];

function isCount(expr: Expr): boolean {
  const it = withoutParens(expr);
  const name = it.kind === "aggregation" ? it.op : it.kind === "call" ? it.name : "";
  return COUNTS.includes(name);
}

/** Whether it stands where only its having an answer counts. */
function isGuard(node: Expr, path: readonly Expr[]): boolean {
  const steps = [...path, node];
  return steps.some((step, i) => {
    const isCondition = step.kind === "binary" && (step.op === "and" || step.op === "unless");
    return isCondition && steps[i + 1] === step.right;
  });
}
