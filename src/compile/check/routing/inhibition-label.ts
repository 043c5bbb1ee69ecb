import type { Inhibition } from "../../../model/index.ts";
import type { Check, Found } from "../check.ts";
import { cureOf } from "../cure.ts";
import { matched } from "./matched.ts";
import { inRouting } from "./routed.ts";
import { knownLabels, mayHave, type RoutedAlert } from "./routed-alert.ts";

/** An inhibition by a label that its alerts do not have: on neither side it tells nothing apart, on one it never holds. */
export const inhibitionLabel: Check = {
  code: "FAROL_INHIBITION_LABEL",
  level: "error",
  title: "An inhibition by a label that its alerts do not have",
  why: "`equal` names labels whose values have to be the same on both sides. To Alertmanager a missing label is an empty one: where neither side has it, it is always equal, and the inhibition silences more than it says; where one side lacks it, it is never equal, and nothing is silenced.",
  find: inRouting(({ routing: { inhibitions }, alerts }) =>
    inhibitions.flatMap((inhibition) => foundIn(inhibition, alerts)),
  ),
};

function foundIn({ source, target, equal, place }: Inhibition, alerts: readonly RoutedAlert[]): Found[] {
  const sides = { source: matched(source, alerts), target: matched(target, alerts) };
  // Without alerts on one side there is nothing to tell of labels; the matcher is found then.
  if (sides.source.length === 0 || sides.target.length === 0) return [];
  return equal.flatMap((label) => {
    const rule = ruleBroken(label, sides);
    if (rule === undefined) return [];
    const known = knownLabels([...sides.source, ...sides.target]);
    const found = `an inhibition where ${label} is equal`;
    return [{ place, found, rule, ...cureOf(label, known, "Take the label away.") }];
  });
}

type Sides = Readonly<Record<"source" | "target", readonly RoutedAlert[]>>;

function ruleBroken(label: string, { source, target }: Sides): string | undefined {
  const ofSource = source.some((alert) => mayHave(alert, label));
  const ofTarget = target.some((alert) => mayHave(alert, label));
  if (ofSource && ofTarget) return undefined;
  if (!ofSource && !ofTarget) return "no alert on either side has it, so that it is always equal";
  return `no alert of the ${ofSource ? "target" : "source"} has it, so that it is never equal`;
}
