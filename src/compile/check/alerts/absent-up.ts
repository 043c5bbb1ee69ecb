import { type Expr, metricName, selectorsOf, type VectorSelector, walk } from "../../../promql/index.ts";
import type { Check } from "../check.ts";
import { comparisonOf } from "../ranges/comparison.ts";
import type { Use } from "../use.ts";

/** An alert on a target that is gone, which does not see one that is down. */
export const absentUp: Check = {
  code: "FAROL_ALERT_ABSENT_UP",
  level: "warning",
  title: "An `absent(up)` that does not see a target that is down",
  why: "Prometheus writes `up` for every target that it is told of: 1, or 0 where it could not be scraped. `absent(up{…})` fires only when the target is taken out of what Prometheus scrapes; a service that crashed has `up` 0, and nobody hears of it. `absent(up{…} == 1)` fires in both cases. Where some rule compares `up`, nothing is found.",
  find: ({ uses }) => {
    if (uses.some(({ tree }) => comparesUp(tree))) return [];
    return uses.filter(isAbsentUp).map(({ what, expression }) => ({
      place: expression.place,
      found: `absent of up in ${what}`,
      rule: "a target that is down has up 0, which is there, and no rule compares it",
      cure: "Write `absent(up{…} == 1)`.",
    }));
  },
};

function isAbsentUp({ origin, tree }: Use): boolean {
  return origin.kind === "alert" && some(tree, (node) => isAbsent(node) && selectorsOf(node).some(isUp));
}

function isAbsent(node: Expr): boolean {
  return node.kind === "call" && (node.name === "absent" || node.name === "absent_over_time");
}

function comparesUp(tree: Expr): boolean {
  return some(
    tree,
    (node) => node.kind === "binary" && comparisonOf(node) !== undefined && selectorsOf(node).some(isUp),
  );
}

function isUp(selector: VectorSelector): boolean {
  return metricName(selector) === "up";
}

function some(tree: Expr, test: (node: Expr) => boolean): boolean {
  let isFound = false;
  walk(tree, (node) => {
    isFound ||= test(node);
    return !isFound;
  });
  return isFound;
}
