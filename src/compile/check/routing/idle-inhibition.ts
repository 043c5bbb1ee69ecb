import type { Inhibition, Routing } from "../../../model/index.ts";
import type { Finding } from "../finding.ts";
import { isOfItself } from "./inhibition-of-itself.ts";
import { inhibitionPairs } from "./inhibition-pairs.ts";
import { matched } from "./matched.ts";
import { mayHave, type RoutedAlert } from "./routed-alert.ts";

/** An inhibition that silences nothing, for another reason than that its source equals its target. */
export function idleInhibition({ inhibitions }: Routing, alerts: readonly RoutedAlert[]): Finding[] {
  return inhibitions
    .filter((one) => !isOfItself(one) && !hasSimplerFault(one, alerts))
    .filter((one) => inhibitionPairs(one, alerts).length === 0)
    .map(({ place }) => ({
      code: "FAROL_INHIBITION_IDLE",
      place,
      found: "an inhibition that silences nothing",
      rule: "no two alerts are its source and its target with equal labels",
      cure: "Mend its matchers or its labels, or take it away.",
    }));
}

/** A matcher without alerts, or a label that a side has not: each is a finding of its own. */
function hasSimplerFault({ source, target, equal }: Inhibition, alerts: readonly RoutedAlert[]): boolean {
  const isUnmatched = [...source, ...target].some((matcher) => matched([matcher], alerts).length === 0);
  const sides = [matched(source, alerts), matched(target, alerts)];
  return isUnmatched || equal.some((label) => sides.some((side) => !side.some((one) => mayHave(one, label))));
}
