import type { Inhibition } from "../../../model/index.ts";
import { matched, surelyMatches } from "./matched.ts";
import { type RoutedAlert, valuesOfAlert } from "./routed-alert.ts";

/** A source and a target of an inhibition, as far as labels that are known tell. */
export interface InhibitionPair {
  readonly source: RoutedAlert;
  readonly target: RoutedAlert;
}

/** Which alerts an inhibition may silence on account of which. */
export function inhibitionPairs(
  { source, target, equal }: Inhibition,
  alerts: readonly RoutedAlert[],
): InhibitionPair[] {
  const isBoth = (alert: RoutedAlert) => surelyMatches(source, alert) && surelyMatches(target, alert);
  return matched(source, alerts).flatMap((from) =>
    matched(target, alerts)
      .filter((to) => from !== to && !(isBoth(from) && isBoth(to)) && mayEqual(from, to, equal))
      .map((to) => ({ source: from, target: to })),
  );
}

function mayEqual(a: RoutedAlert, b: RoutedAlert, labels: readonly string[]): boolean {
  return labels.every((label) => {
    const [ofA, ofB] = [valuesOfAlert(a)(label), valuesOfAlert(b)(label)];
    return ofA === undefined || ofB === undefined || ofA === ofB;
  });
}
