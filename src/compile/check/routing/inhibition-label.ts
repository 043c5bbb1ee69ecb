import { type Inhibition, nearestName, type Routing } from "../../../model/index.ts";
import type { Finding } from "../finding.ts";
import { matched } from "./matched.ts";
import { knownLabels, mayHave, type RoutedAlert } from "./routed-alert.ts";

/** An inhibition by a label that its alerts do not have: on neither side it tells nothing apart, on one it never holds. */
export function inhibitionLabel(routing: Routing, alerts: readonly RoutedAlert[]): Finding[] {
  return routing.inhibitions.flatMap((inhibition) =>
    inhibition.equal.flatMap((label) => {
      const rule = ruleBroken(inhibition, label, alerts);
      if (rule === undefined) return [];
      const nearest = nearestName(label, knownLabels(alerts));
      return [
        {
          code: "FAROL_INHIBITION_LABEL" as const,
          place: inhibition.place,
          found: `an inhibition where ${label} is equal`,
          rule,
          cure: nearest === undefined ? "Take the label away." : `Did you mean "${nearest}"?`,
          ...(nearest !== undefined && { nearest }),
        },
      ];
    }),
  );
}

function ruleBroken(
  { source, target }: Inhibition,
  label: string,
  alerts: readonly RoutedAlert[],
): string | undefined {
  const sources = matched(source, alerts);
  const targets = matched(target, alerts);
  // Without alerts on one side there is nothing to tell of labels; the matcher is found then.
  if (sources.length === 0 || targets.length === 0) return undefined;
  const ofSources = sources.some((alert) => mayHave(alert, label));
  const ofTargets = targets.some((alert) => mayHave(alert, label));
  if (ofSources && ofTargets) return undefined;
  if (!ofSources && !ofTargets) return "no alert on either side has it, so that it is always equal";
  return `no alert of the ${ofSources ? "target" : "source"} has it, so that it is never equal`;
}
