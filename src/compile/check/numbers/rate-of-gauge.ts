import { type Call, print } from "../../../promql/index.ts";
import type { Check } from "../check.ts";
import type { Use } from "../use.ts";
import { callsOf, RATES } from "./calls.ts";

/** The rate of something that also goes down. */
export const rateOfGauge: Check = {
  code: "FAROL_RATE_OF_GAUGE",
  level: "error",
  title: "The rate of a gauge",
  why: "`rate`, `irate` and `increase` take every fall for a restart and add what was there before: of a number that goes up and down they make growth that never was. How a gauge changes say `deriv` and `delta`. What is a rate already, a recording of one as well, is smoothed by `avg_over_time`.",
  find: ({ uses }) =>
    uses.flatMap((use) =>
      callsOf(RATES, use.tree)
        .filter((call) => isOfValues(call, use))
        .map((call) => ({
          place: use.expression.place,
          found: `${print(call)} in ${use.what}`,
          rule: "what goes up and down is no counter, and each fall is taken for a restart",
          cure: "Take deriv(…) or delta(…) of a gauge, avg_over_time(…) of what is a rate already.",
        })),
    ),
};

function isOfValues({ args }: Call, { facts }: Use): boolean {
  const meaning = facts.get(args[0]!)?.meaning;
  return meaning === "value" || meaning === "ratedBuckets";
}
