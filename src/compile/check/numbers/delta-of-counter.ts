import { isAccumulated, print } from "../../../promql/index.ts";
import type { Check } from "../check.ts";
import { CHANGES, callsOf } from "./calls.ts";

const INSTEAD: Readonly<Record<string, string>> = { delta: "increase", idelta: "irate", deriv: "rate" };

/** How a counter changed, by a function that does not know restarts. */
export const deltaOfCounter: Check = {
  code: "FAROL_DELTA_OF_COUNTER",
  level: "warning",
  title: "The delta of a counter",
  why: "`delta`, `idelta`, `deriv` and `predict_linear` are made for gauges: where a counter starts anew with its process, they see a fall, and a negative number. `increase`, `irate` and `rate` see the restart.",
  find: ({ uses }) =>
    uses.flatMap((use) =>
      callsOf(CHANGES, use.tree)
        .filter(({ args }) => isAccumulated(use.facts.get(args[0]!)!.meaning))
        .map((call) => ({
          place: use.expression.place,
          found: `${print(call)} in ${use.what}`,
          rule: `${call.name} takes a counter's restart for a fall`,
          cure: `Write ${INSTEAD[call.name] ?? "rate"}(…).`,
        })),
    ),
};
