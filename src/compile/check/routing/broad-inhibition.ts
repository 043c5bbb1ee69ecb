import { type Inhibition, type Routing, SEVERITIES } from "../../../model/index.ts";
import type { Finding } from "../finding.ts";
import { type InhibitionPair, inhibitionPairs } from "./inhibition-pairs.ts";
import type { RoutedAlert } from "./routed-alert.ts";

/** An inhibition that silences more than the same said twice. */
export function broadInhibition({ inhibitions }: Routing, alerts: readonly RoutedAlert[]): Finding[] {
  return inhibitions.flatMap((inhibition) => {
    const fault = faultOf(inhibition, inhibitionPairs(inhibition, alerts));
    if (fault === undefined) return [];
    return [{ code: "FAROL_INHIBITION_BROAD" as const, place: inhibition.place, ...fault }];
  });
}

type Broad = Pick<Finding, "found" | "rule" | "cure">;

function faultOf(inhibition: Inhibition, pairs: readonly InhibitionPair[]): Broad | undefined {
  return (
    graverTarget(pairs) ?? watchdog(pairs) ?? manyToMany(inhibition, pairs) ?? otherThings(inhibition, pairs)
  );
}

function graverTarget(pairs: readonly InhibitionPair[]): Broad | undefined {
  const pair = pairs.find(({ source, target }) => rank(target) < rank(source));
  if (pair === undefined) return undefined;
  return {
    found: `${pair.source.name}, which is ${pair.source.labels.severity}, silences ${pair.target.name}, which is ${pair.target.labels.severity}`,
    rule: "the graver alert gets through",
    cure: "Turn source and target around, or match the severity too.",
  };
}

/** 0 is the gravest. */
function rank({ labels }: RoutedAlert): number {
  const at = (SEVERITIES as readonly string[]).indexOf(labels.severity ?? "");
  return at < 0 ? SEVERITIES.length : at;
}

function watchdog(pairs: readonly InhibitionPair[]): Broad | undefined {
  const pair = pairs.find(({ source, target }) => [source.name, target.name].includes("Watchdog"));
  if (pair === undefined) return undefined;
  return pair.source.name === "Watchdog"
    ? {
        found: `Watchdog silences ${pair.target.name}`,
        rule: "Watchdog always fires, so that its targets are never told of",
        cure: "Take Watchdog out of the source.",
      }
    : {
        found: `${pair.source.name} silences Watchdog`,
        rule: "while Watchdog is silent, the heartbeat raises an alarm that means something else",
        cure: "Take Watchdog out of the target.",
      };
}

function manyToMany({ equal }: Inhibition, pairs: readonly InhibitionPair[]): Broad | undefined {
  const sources = new Set(pairs.map(({ source }) => source));
  const targets = new Set(pairs.map(({ target }) => target));
  if (equal.length > 0 || sources.size < 2 || targets.size < 2) return undefined;
  return {
    found: `any of ${sources.size} alerts silences ${targets.size} others`,
    rule: "alerts that speak of different things do not make each other needless",
    cure: "Name the pairs, as graverOnly(…) takes them, or the labels that have to be equal.",
  };
}

/** One alert speaks of one thing a label's value: where both have the label, it tells which. */
function otherThings({ equal }: Inhibition, pairs: readonly InhibitionPair[]): Broad | undefined {
  for (const { source, target } of pairs) {
    const shared = [...(source.expressionLabels ?? [])].find(
      (label) =>
        target.expressionLabels?.has(label) && isFree(label, source, target) && !equal.includes(label),
    );
    if (shared === undefined) continue;
    return {
      found: `${source.name} of one ${shared} silences ${target.name} of every ${shared}`,
      rule: "both alerts say which one they speak of",
      cure: `Add "${shared}" to equal.`,
    };
  }
  return undefined;
}

function isFree(label: string, ...alerts: readonly RoutedAlert[]): boolean {
  return alerts.every(({ labels }) => !Object.hasOwn(labels, label));
}
