import { type Binary, type Expr, print, walk } from "../../../promql/index.ts";
import type { Check, Found } from "../check.ts";
import { comparisonOf, isNever } from "../ranges/comparison.ts";
import { isNothing } from "../ranges/interval.ts";
import { type RangeOf, rangesOf } from "../ranges/ranges.ts";
import { rangeWords } from "../ranges/words.ts";
import type { Use } from "../use.ts";

/** A condition that no number fulfills. */
export const neverFires: Check = {
  code: "FAROL_ALERT_NEVER_FIRES",
  level: "error",
  title: "An alert that can never fire",
  why: "What a number can be is often known beforehand: a rate is never negative, a share is never above 1, a quantile is never above the largest bucket, and nothing is above 5 and below 3. A condition that asks for more is never true, so that its alert is as quiet as one on a service that is well. The same is looked for in recordings, which alerts read.",
  find: (subject) => {
    const rangeOf = rangesOf(subject);
    const rules = subject.uses.filter(({ origin }) => origin.kind === "alert" || origin.kind === "recording");
    return rules.flatMap((use) => neverTrue(use, rangeOf));
  },
};

function neverTrue(use: Use, rangeOf: RangeOf): Found[] {
  const found: Found[] = [];
  walk(use.tree, (node) => {
    const rule = node.kind === "binary" ? faultOf(node, rangeOf) : undefined;
    if (rule === undefined) return;
    const place = use.expression.place;
    found.push({
      place,
      found: `${print(node)} in ${use.what}`,
      rule,
      cure: "Compare with a number that there can be.",
    });
  });
  return found;
}

function faultOf(node: Binary, rangeOf: RangeOf): string | undefined {
  const [left, right] = [rangeOf(node.left), rangeOf(node.right)];
  const comparison = comparisonOf(node);
  if (comparison !== undefined) {
    if (!isNever(left, comparison, right)) return undefined;
    return `it is never true: the left side is ${rangeWords(left)}, the right side ${rangeWords(right)}`;
  }
  if (!isEmpty(node, rangeOf) || isNothing(left)) return undefined;
  if (node.op === "unless") return "it takes away all that is on its left";
  return isNothing(right) ? undefined : "no number fulfills both sides";
}

function isEmpty(node: Expr, rangeOf: RangeOf): boolean {
  return isNothing(rangeOf(node));
}
