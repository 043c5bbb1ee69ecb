import type { Inhibition, Labels } from "../../model/index.ts";
import { valuesOf, verdictOf } from "./matcher.ts";

/** A firing alert on whose account another is not told of, and by which rule. */
export interface Inhibitor {
  readonly inhibition: Inhibition;
  readonly source: Labels;
}

/** Which of the firing alerts silence this one. */
export function inhibitorsOf(
  inhibitions: readonly Inhibition[],
  labels: Labels,
  firing: readonly Labels[],
): Inhibitor[] {
  return inhibitions
    .filter(({ target }) => matches(target, labels))
    .flatMap((inhibition) =>
      firing
        .filter((source) => inhibits(inhibition, source, labels))
        .map((source) => ({ inhibition, source })),
    );
}

/** Whether a firing alert silences a target. Two that are both source and target leave each other alone. */
function inhibits({ source: matchers, target, equal }: Inhibition, source: Labels, labels: Labels): boolean {
  if (!matches(matchers, source)) return false;
  if (equal.some((label) => (source[label] ?? "") !== (labels[label] ?? ""))) return false;
  return !(matches(matchers, labels) && matches(target, source));
}

/**
 * Says of alerts whether one that fires silences them, as `inhibitorsOf` does. For many alerts: the firing ones are gone
 * through once.
 */
export function inhibitionBy(
  inhibitions: readonly Inhibition[],
  firing: readonly Labels[],
): (labels: Labels) => boolean {
  const rules = inhibitions.map((inhibition) => sourcesOf(inhibition, firing));
  return (labels) => rules.some((isInhibited) => isInhibited(labels));
}

function sourcesOf({ source, target, equal }: Inhibition, firing: readonly Labels[]) {
  const keyOf = (labels: Labels) => JSON.stringify(equal.map((label) => labels[label] ?? ""));
  const sources = firing.filter((labels) => matches(source, labels));
  const all = new Set(sources.map(keyOf));
  const noTargets = new Set(sources.filter((labels) => !matches(target, labels)).map(keyOf));
  return (labels: Labels) => {
    if (all.size === 0 || !matches(target, labels)) return false;
    return (matches(source, labels) ? noTargets : all).has(keyOf(labels));
  };
}

function matches(matchers: Inhibition["source"], labels: Labels): boolean {
  return verdictOf(matchers, valuesOf(labels)) === "yes";
}
