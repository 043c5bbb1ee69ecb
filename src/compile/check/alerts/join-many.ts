import { type Expr, type LabelSet, print, withoutParens } from "../../../promql/index.ts";
import type { Check, Found } from "../check.ts";
import { TARGET_LABELS } from "../known.ts";
import type { Subject } from "../subject.ts";
import type { Use } from "../use.ts";
import { type Join, joinsOf, joinText, matchedLabels } from "./joins.ts";
import { type LabelValues, labelValuesIn } from "./label-values.ts";
import { isWhole } from "./whole.ts";

/** An operator that finds several series where it needs one. */
export const joinMany: Check = {
  code: "FAROL_JOIN_MANY",
  level: "error",
  title: "An operator that finds several series where one may be",
  why: "Between two vectors, an operator wants one series for each set of matched labels on a side: on both, or on the one side of `group_left` and `group_right`. Where a side is told apart by a label with several values besides, Prometheus refuses the whole expression when it is evaluated: `many-to-many matching not allowed`, or `many-to-one matching must be explicit`. An alert then never fires. Aggregate that label away, match on it, or, where one side is single, let the other be many by `group_left`.",
  find: (subject) => {
    const valuesOf = labelValuesIn(subject);
    return subject.uses.flatMap((use) =>
      joinsOf(use).flatMap((join) => inJoin(join, use, subject, valuesOf)),
    );
  },
};

function inJoin(join: Join, { expression, what }: Use, subject: Subject, valuesOf: LabelValues): Found[] {
  return singleSides(join).flatMap(([side, labels]) => {
    if (!isWhole(side, subject)) return [];
    const several = severalBy(labels, join, (label) => valuesOf(side, label));
    if (several === undefined) return [];
    return [
      {
        place: expression.place,
        found: `${joinText(join.node)} with several series of ${print(withoutParens(side))} in ${what}`,
        rule: `they differ in ${several}, by which the sides do not find each other`,
        cure: `Aggregate ${several} away, match on it too, or let this side be the many of \`group_left\` or \`group_right\`.`,
      },
    ];
  });
}

/** The sides of which one series is to be found for each set of matched labels. */
function singleSides({ node, matching, left, right }: Join): (readonly [Expr, LabelSet])[] {
  const [ofLeft, ofRight] = [[node.left, left] as const, [node.right, right] as const];
  switch (matching.cardinality) {
    case "one-to-one":
      return [ofLeft, ofRight];
    case "many-to-one":
      return [ofRight];
    case "one-to-many":
      return [ofLeft];
    case "many-to-many":
      return [];
  }
}

/** A label of a side, not matched, whose values are all there from the start. */
function severalBy(
  { labels }: LabelSet,
  join: Join,
  valuesOf: (label: string) => readonly string[] | undefined,
): string | undefined {
  const matched = matchedLabels(join);
  return [...labels.keys()].find((label) => {
    if (matched.includes(label) || TARGET_LABELS.includes(label) || label === "__name__") return false;
    return labels.get(label) === "always" && (valuesOf(label) ?? []).length > 1;
  });
}
