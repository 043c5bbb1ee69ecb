import { print } from "../../../promql/index.ts";
import type { Check } from "../check.ts";
import { callsOf, RATES } from "./calls.ts";

/** A rate of counters that were put together before. */
export const rateOfSum: Check = {
  code: "FAROL_RATE_OF_SUM",
  level: "error",
  title: "The rate of a sum",
  why: "A restart is seen where a counter falls. In a sum of several, one that starts anew lowers the whole, all that the others ever counted is taken for growth, and a graph has a spike with each deployment. So the rate comes first, and the sum of the rates after: `sum(rate(…))`. A recording of summed counters spoils every rate of it in the same way.",
  find: ({ uses }) =>
    uses.flatMap((use) =>
      callsOf([...RATES, "resets"], use.tree)
        .filter(({ args }) => ["total", "totalBuckets"].includes(use.facts.get(args[0]!)!.meaning))
        .map((call) => ({
          place: use.expression.place,
          found: `${print(call)} in ${use.what}`,
          rule: "where counters were put together, the restart of one is taken for a restart of all",
          cure: `Take the rate first: sum(${call.name}(…)).`,
        })),
    ),
};
