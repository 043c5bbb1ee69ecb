import type { AlertMatcher, Inhibition } from "../../../model/index.ts";
import type { Check } from "../check.ts";
import { inRouting } from "./routed.ts";

/** An inhibition whose source equals its target: alerts that are both never silence each other. */
export const inhibitionOfItself: Check = {
  code: "FAROL_INHIBITION_SELF",
  level: "error",
  title: "An inhibition whose source equals its target",
  why: "An alert that is source and target of an inhibition is not silenced by another that is both, so such an inhibition silences nothing. Let the source be what makes the target needless.",
  find: inRouting(({ routing: { inhibitions } }) =>
    inhibitions.filter(isOfItself).map(({ place }) => ({
      place,
      found: "an inhibition whose source equals its target",
      rule: "an alert that is source and target is not silenced by another that is both, so this silences nothing",
      cure: "Let the source be what makes the target needless.",
    })),
  ),
};

export function isOfItself({ source, target }: Inhibition): boolean {
  return written(source) === written(target);
}

function written(matchers: readonly AlertMatcher[]): string {
  const each = matchers.map(({ label, operator, value }) => JSON.stringify([label, operator, value]));
  return [...new Set(each)].sort().join();
}
