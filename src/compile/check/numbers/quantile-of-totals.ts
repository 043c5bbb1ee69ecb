import { type Expr, presenceOf, print } from "../../../promql/index.ts";
import type { Check } from "../check.ts";
import type { Use } from "../use.ts";
import { bucketsOfCall, callsOf, QUANTILES } from "./calls.ts";

/** A quantile of everything that ever was, or of what is no histogram. */
export const quantileOfTotals: Check = {
  code: "FAROL_QUANTILE_OF_TOTALS",
  level: "error",
  title: "A quantile of totals",
  why: "Buckets are counters. Taken as they are, they hold every observation since the process began: the quantile of a service that has run for a week hardly moves when all requests turn slow now. So it is taken of their rate: `histogram_quantile(0.99, sum by (le) (rate(…_bucket[5m])))`. Of series that are no buckets there is no quantile at all.",
  find: ({ uses }) =>
    uses.flatMap((use) =>
      callsOf(QUANTILES, use.tree).flatMap((call) => {
        const mistake = mistakeIn(bucketsOfCall(call), use);
        if (mistake === undefined) return [];
        return [{ place: use.expression.place, found: `${print(call)} in ${use.what}`, ...mistake }];
      }),
    ),
};

function mistakeIn(buckets: Expr, { facts }: Use): { rule: string; cure: string } | undefined {
  const { meaning, labels } = facts.get(buckets)!;
  switch (meaning) {
    case "buckets":
    case "totalBuckets":
      return {
        rule: "buckets hold every observation since their process began",
        cure: "Take their rate(…[5m]) first.",
      };
    case "counter":
    case "total":
    case "value":
      if (presenceOf(labels, "le") !== "never") return undefined;
      return { rule: "these are no buckets of a histogram", cure: "Take the metric's _bucket." };
    default:
      return undefined;
  }
}
