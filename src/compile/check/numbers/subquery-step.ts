import { parseDuration } from "../../../model/index.ts";
import { print, type Subquery, walk } from "../../../promql/index.ts";
import type { Check } from "../check.ts";
import type { Use } from "../use.ts";

/** A subquery that looks once, if at all. */
export const subqueryStep: Check = {
  code: "FAROL_SUBQUERY_STEP",
  level: "warning",
  title: "A subquery whose step is longer than its range",
  why: "`expr[range:step]` evaluates `expr` at every multiple of the step within the range. A step that is longer than the range leaves one moment, or none: the maximum of an hour is that of one sample. Without a step it is the interval of the stack.",
  find: ({ uses, stack }) => {
    const intervalMs = parseDuration(stack.interval);
    return uses.flatMap((use) =>
      subqueriesOf(use)
        .filter(({ range, step }) => {
          const stepMs = step === undefined ? intervalMs : step.kind === "constant" ? step.ms : 0;
          return range.kind === "constant" && stepMs > range.ms;
        })
        .map((subquery) => ({
          place: use.expression.place,
          found: `${print(subquery)} in ${use.what}`,
          rule: "its step is longer than its range, which leaves one moment or none",
          cure: "Make the step a small part of the range.",
        })),
    );
  },
};

function subqueriesOf({ tree }: Use): Subquery[] {
  const subqueries: Subquery[] = [];
  walk(tree, (node) => {
    if (node.kind === "subquery") subqueries.push(node);
  });
  return subqueries;
}
