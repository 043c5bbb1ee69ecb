import type { Inhibition, Rule } from "../../model/index.ts";
import { placeOfCaller } from "../place.ts";
import { type AlertMatch, matchersOf } from "./matchers.ts";

export interface InhibitionSpec {
  /** Alerts that make others needless. */
  readonly source: AlertMatch;
  /** Those others. */
  readonly target: AlertMatch;
  /** Labels that have to be the same on both sides; missing on both is the same too. */
  readonly equal: readonly string[];
}

/** While a source fires, nobody is told of its targets. An alert that is both never silences another that is both. */
export function inhibit({ source, target, equal }: InhibitionSpec): Inhibition {
  return {
    kind: "inhibition",
    source: matchersOf(source),
    target: matchersOf(target),
    equal,
    place: placeOfCaller(inhibit),
  };
}

/** Two alerts that say the same at two severities, and the labels by which one tells what it speaks of. */
export interface GraverPair {
  readonly graver: string;
  readonly milder: string;
  /** Default: none, so that the graver one silences the milder one wherever it fires. */
  readonly equal?: readonly string[];
}

/** For each pair: only the graver alert gets through while both fire. */
export function graverOnly(pairs: readonly GraverPair[]): Inhibition[] {
  const place = placeOfCaller(graverOnly);
  return pairs.map(({ graver, milder, equal = [] }) => ({
    ...inhibit({ source: { alertname: graver }, target: { alertname: milder }, equal }),
    place,
  }));
}

const ENDING = /(?:Critical|Warning)$/;

/**
 * The pairs that names tell of: `QueryLatencyP99Critical` and `QueryLatencyP99Warning`.
 * @param equal The labels by which each pair tells what it speaks of.
 */
export function pairsByName(rules: readonly Rule[], equal: readonly string[] = []): GraverPair[] {
  const names = new Set(rules.filter(({ kind }) => kind === "alert").map(({ name }) => name));
  return [...names]
    .filter((name) => name.endsWith("Critical") && names.has(name.replace(ENDING, "Warning")))
    .map((graver) => ({ graver, milder: graver.replace(ENDING, "Warning"), equal }));
}
