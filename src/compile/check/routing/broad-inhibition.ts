import { type Inhibition, SEVERITIES } from "../../../model/index.ts";
import { presenceOf } from "../../../promql/index.ts";
import type { Check, Found } from "../check.ts";
import type { InhibitionPair } from "./inhibition-pairs.ts";
import { inRouting } from "./routed.ts";
import type { RoutedAlert } from "./routed-alert.ts";

/** An inhibition that silences more than the same said twice. */
export const broadInhibition: Check = {
  code: "FAROL_INHIBITION_BROAD",
  level: "warning",
  title: "An inhibition that silences too much",
  why: "An inhibition is there for what is said twice. One is too broad that silences a graver alert on account of a milder one; that has Watchdog as its source, which always fires, or as its target; that silences every milder alert on account of any graver one; or an alert of every endpoint on account of one endpoint's. Name pairs, as `graverOnly(…)` does, and in `equal` the labels by which both alerts tell what they speak of.",
  find: inRouting(({ pairs }) =>
    [...pairs].flatMap(([inhibition, silenced]) => {
      const fault = faultOf(inhibition, silenced);
      return fault === undefined ? [] : [{ place: inhibition.place, ...fault }];
    }),
  ),
};

type Broad = Omit<Found, "place">;

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
    const shared = [...source.expressionLabels.labels.keys()].find(
      (label) => !equal.includes(label) && tellsApart(label, source) && tellsApart(label, target),
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

/** Whether its expression gives an alert the label, and its rule does not write another value over it. */
function tellsApart(label: string, { labels, expressionLabels }: RoutedAlert): boolean {
  return presenceOf(expressionLabels, label) === "always" && !Object.hasOwn(labels, label);
}
