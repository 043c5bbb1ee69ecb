import type { Inhibition } from "../../../model/index.ts";
import type { Check } from "../check.ts";
import { isOfItself } from "./inhibition-of-itself.ts";
import { matched } from "./matched.ts";
import { inRouting } from "./routed.ts";
import { mayHave, type RoutedAlert } from "./routed-alert.ts";

/** An inhibition that silences nothing, for another reason than that its source equals its target. */
export const idleInhibition: Check = {
  code: "FAROL_INHIBITION_IDLE",
  level: "warning",
  title: "An inhibition that silences nothing",
  why: "No two alerts are its source and its target with equal labels: two severities can never be equal, and an alert does not silence itself. Mend its matchers or its labels, or take it away.",
  find: inRouting(({ alerts, pairs }) =>
    [...pairs]
      .filter(([one, silenced]) => silenced.length === 0 && !isOfItself(one) && !hasSimplerFault(one, alerts))
      .map(([{ place }]) => ({
        place,
        found: "an inhibition that silences nothing",
        rule: "no two alerts are its source and its target with equal labels",
        cure: "Mend its matchers or its labels, or take it away.",
      })),
  ),
};

/** A matcher without alerts, or a label that a side has not: each is a finding of its own. */
function hasSimplerFault({ source, target, equal }: Inhibition, alerts: readonly RoutedAlert[]): boolean {
  const isUnmatched = [...source, ...target].some((matcher) => matched([matcher], alerts).length === 0);
  const sides = [matched(source, alerts), matched(target, alerts)];
  return isUnmatched || equal.some((label) => sides.some((side) => !side.some((one) => mayHave(one, label))));
}
