import { isBuckets, presenceOf, print } from "../../../promql/index.ts";
import type { Check } from "../check.ts";
import { bucketsOfCall, callsOf, QUANTILES } from "./calls.ts";

/** A quantile of buckets that cannot be told apart any more. */
export const quantileWithoutLe: Check = {
  code: "FAROL_QUANTILE_WITHOUT_LE",
  level: "error",
  title: "A quantile without `le`",
  why: "`histogram_quantile` looks for the bucket that a share of all observations lies under, and knows buckets by their label `le`. Where an aggregation puts them together, there is nothing to find: no answer, no error, and an alert that never fires. Every `by (…)` on the way keeps `le`.",
  find: ({ uses }) =>
    uses.flatMap((use) =>
      callsOf(QUANTILES, use.tree)
        .filter((call) => {
          const { labels, meaning } = use.facts.get(bucketsOfCall(call))!;
          return isBuckets(meaning) && presenceOf(labels, "le") === "never";
        })
        .map((call) => ({
          place: use.expression.place,
          found: `${print(call)} in ${use.what}`,
          rule: "a quantile is found among buckets, which are known by le, and nothing here has that label",
          cure: "Let the aggregation keep it: by (le).",
        })),
    ),
};
