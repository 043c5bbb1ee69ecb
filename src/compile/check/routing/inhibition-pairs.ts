import type { Inhibition } from "../../../model/index.ts";
import { matched, surelyMatched } from "./matched.ts";
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
  const targets = matched(target, alerts);
  const both = new Set(surelyMatched([...source, ...target], alerts));
  return matched(source, alerts).flatMap((from) =>
    targets
      .filter((to) => from !== to && !(both.has(from) && both.has(to)) && mayEqual(from, to, equal))
      .map((to) => ({ source: from, target: to })),
  );
}

function mayEqual(a: RoutedAlert, b: RoutedAlert, labels: readonly string[]): boolean {
  return labels.every((label) => {
    const [ofA, ofB] = [valuesOfAlert(a)(label), valuesOfAlert(b)(label)];
    return ofA === undefined || ofB === undefined || ofA === ofB;
  });
}
