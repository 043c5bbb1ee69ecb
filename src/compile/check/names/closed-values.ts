import { type LabelDomain, OVERFLOW, unboundedLabel } from "../../../model/index.ts";
import {
  compileMatcher,
  type MatchOperator,
  metricName,
  presenceOf,
  type SeriesFacts,
  type VectorSelector,
} from "../../../promql/index.ts";
import type { Subject } from "../subject.ts";

/** All values that a label can have on some series. */
export interface ClosedValues {
  readonly values: readonly string[];
  /** Whether each of these series has it; else an empty value means those that do not. */
  readonly isAlways: boolean;
  /** Whether one of the values matches. */
  someMatches(op: MatchOperator, value: string): boolean;
}

/** The values of a selector's label; undefined where they are not known, and for `le`, which stands for a number. */
export type ValuesOf = (selector: VectorSelector, label: string) => ClosedValues | undefined;

/** Looks up what values labels can have. What was matched once is remembered: many rules ask the same. */
export function closedValues({ catalogue, monitoring, stack }: Subject): ValuesOf {
  const jobs = [monitoring.service, ...stack.jobs];
  const someMatches = rememberedMatches();
  return (selector, label) => {
    const facts = catalogue(metricName(selector) ?? "");
    if (facts === undefined || label === "le" || label === "__name__") return undefined;
    const declared = domainOf(facts, label);
    const isJob = label === "job" && facts.kind !== "recorded" && declared === unboundedLabel;
    const values = isJob ? jobs : declared;
    if (values === unboundedLabel) return undefined;
    return {
      values,
      isAlways: isJob || presenceOf(facts.labels, label) === "always",
      someMatches: (op, value) =>
        (isOurs(facts) && predicate(op, value)(OVERFLOW)) || someMatches(values, op, value),
    };
  };
}

function domainOf({ values }: SeriesFacts, label: string): LabelDomain {
  return Object.hasOwn(values, label) ? values[label]! : unboundedLabel;
}

/** What comes past the cap of a metric is counted under a value of its own. */
function isOurs({ metric }: SeriesFacts): boolean {
  return metric !== undefined && metric.external !== true;
}

function rememberedMatches() {
  const answers = new Map<readonly string[], Map<string, boolean>>();
  return (values: readonly string[], op: MatchOperator, value: string) => {
    const ofValues = answers.get(values) ?? new Map<string, boolean>();
    answers.set(values, ofValues);
    const answer = ofValues.get(op + value) ?? values.some(predicate(op, value));
    ofValues.set(op + value, answer);
    return answer;
  };
}

function predicate(op: MatchOperator, value: string): (text: string) => boolean {
  return compileMatcher({ label: "", op, value, span: { start: 0, end: 0 } }, "v3").matches;
}
