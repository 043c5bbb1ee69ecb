import { type Expr, print, withoutParens } from "../../../promql/index.ts";
import type { Check, Found } from "../check.ts";
import type { Use } from "../use.ts";
import { type Join, joinsOf, joinText, matchedLabels, presences } from "./joins.ts";
import { type LabelValues, labelValuesIn } from "./label-values.ts";

/** An operator whose sides have no labels in common. */
export const joinNeverMatches: Check = {
  code: "FAROL_JOIN_NEVER_MATCHES",
  level: "error",
  title: "An operator whose sides never find each other",
  why: "Between two vectors an operator joins series whose labels are equal: all of them, those of `on`, or all but those of `ignoring`. Where one side always has a label that the other never has, or never with the same value, no series finds another, and the answer is always empty: an alert never fires, `unless` takes nothing away. Aggregate both sides by the same labels, or say by which ones they belong together.",
  find: (subject) => {
    const valuesOf = labelValuesIn(subject);
    return subject.uses.flatMap((use) => joinsOf(use).flatMap((join) => inJoin(join, use, valuesOf)));
  },
};

function inJoin(join: Join, { expression, what }: Use, valuesOf: LabelValues): Found[] {
  const rules = matchedLabels(join).map((label) => oneSided(join, label) ?? different(join, label, valuesOf));
  const rule = rules.find((one) => one !== undefined);
  if (rule === undefined) return [];
  const { node } = join;
  return [
    {
      place: expression.place,
      found: `${joinText(node)} between ${print(withoutParens(node.left))} and ${print(withoutParens(node.right))} in ${what}`,
      rule,
      cure: "Let both sides have the labels by which they belong together, or name those with `on (…)`.",
    },
  ];
}

function oneSided(join: Join, label: string): string | undefined {
  const [left, right] = presences(join, label);
  if (left === "always" && right === "never")
    return `the left side always has ${label}, the right side never`;
  return left === "never" && right === "always"
    ? `the right side always has ${label}, the left side never`
    : undefined;
}

function different({ node }: Join, label: string, valuesOf: LabelValues): string | undefined {
  const [left, right] = [node.left, node.right].map((side: Expr) => valuesOf(side, label));
  if (left === undefined || right === undefined || left.some((value) => right.includes(value)))
    return undefined;
  return `${label} is ${left.join(" or ")} on the left side and ${right.join(" or ")} on the right side`;
}
