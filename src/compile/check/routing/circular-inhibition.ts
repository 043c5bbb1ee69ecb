import type { Inhibition } from "../../../model/index.ts";
import type { Check, Found } from "../check.ts";
import { surelyMatched } from "./matched.ts";
import { inRouting, type Routed } from "./routed.ts";
import { mayHave, type RoutedAlert, valuesOfAlert } from "./routed-alert.ts";

/** Alerts that silence each other in a ring: where all of them fire, nobody is told of any. */
export const circularInhibition: Check = {
  code: "FAROL_INHIBITION_CIRCULAR",
  level: "error",
  title: "Alerts that silence each other",
  why: "To Alertmanager an alert that is silenced itself silences others all the same. Where one silences a second, and the second, perhaps through more, the first, nobody is told of any of them while they fire together: the worse it gets, the quieter it is. Put alerts into one order, the gravest first, and let each silence only those after it.",
  find: inRouting((routed) => ringsOf(silencingsOf(routed)).map(foundIn)),
};

/** That one alert surely silences another which has the same values of some labels. */
interface Silencing {
  readonly inhibition: Inhibition;
  readonly source: RoutedAlert;
  readonly target: RoutedAlert;
}

type Ring = readonly Silencing[];

function silencingsOf({ alerts, pairs }: Routed): Map<RoutedAlert, Silencing[]> {
  const all = [...pairs].flatMap(([inhibition, silenced]) => {
    const sources = new Set(surelyMatched(inhibition.source, alerts));
    const targets = new Set(surelyMatched(inhibition.target, alerts));
    return silenced
      .filter(({ source, target }) => sources.has(source) && targets.has(target))
      .filter(({ source, target }) => inhibition.equal.every((one) => isAlike(one, source, target)))
      .map((pair) => ({ inhibition, ...pair }));
  });
  return Map.groupBy(all, ({ source }) => source);
}

/** Whether both are known to have a label, or both to lack it. */
function isAlike(label: string, ...alerts: readonly [RoutedAlert, RoutedAlert]): boolean {
  const [a, b] = alerts.map((alert) => isKnown(alert, label) && mayHave(alert, label));
  return a === b && alerts.every((alert) => isKnown(alert, label));
}

function isKnown({ labels, expressionLabels }: RoutedAlert, label: string): boolean {
  return Object.hasOwn(labels, label) || expressionLabels.labels.has(label) || !expressionLabels.isOpen;
}

/** One ring for each inhibition that closes one. */
function ringsOf(silencings: ReadonlyMap<RoutedAlert, readonly Silencing[]>): Ring[] {
  const rings = new Map<Inhibition, Ring>();
  const seen = new Set<RoutedAlert>();
  const path: Silencing[] = [];
  const depths = new Map<RoutedAlert, number>();
  const visit = (alert: RoutedAlert): void => {
    seen.add(alert);
    depths.set(alert, path.length);
    for (const silencing of silencings.get(alert) ?? []) {
      path.push(silencing);
      const start = depths.get(silencing.target);
      if (!seen.has(silencing.target)) visit(silencing.target);
      else if (start !== undefined && !rings.has(silencing.inhibition) && isPossible(path.slice(start)))
        rings.set(silencing.inhibition, path.slice(start));
      path.pop();
    }
    depths.delete(alert);
  };
  for (const alert of silencings.keys()) if (!seen.has(alert)) visit(alert);
  return [...rings.values()];
}

/** Whether labels that have to be equal all around can be: two alerts may have different values of their own. */
function isPossible(ring: Ring): boolean {
  const labels = new Set(ring.flatMap(({ inhibition }) => inhibition.equal));
  return [...labels].every((label) => {
    const values = ring.map(({ source }) => valuesOfAlert(source)(label));
    return new Set(values.filter((value) => value !== undefined)).size < 2;
  });
}

function foundIn(ring: Ring): Found {
  const steps = ring.map(({ source, target }) => `${source.name} silences ${target.name}`);
  return {
    place: ring.at(-1)!.inhibition.place,
    found: steps.join(", and "),
    rule: "where all of them fire, nobody is told of any",
    cure: "Take one of these inhibitions away, so that the gravest alert gets through.",
  };
}
