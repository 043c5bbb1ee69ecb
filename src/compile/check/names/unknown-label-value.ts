import {
  alternativesOf,
  compileMatcher,
  type LabelMatcher,
  selectorsOf,
  type VectorSelector,
} from "../../../promql/index.ts";
import type { Check, Found } from "../check.ts";
import { cureOf } from "../cure.ts";
import { listed } from "../listed.ts";
import type { Use } from "../use.ts";
import { type ClosedValues, closedValues, type ValuesOf } from "./closed-values.ts";
import { isChoice, matcherIn } from "./matcher.ts";

/** A value that a label with a closed set of values never has. */
export const unknownLabelValue: Check = {
  code: "FAROL_UNKNOWN_LABEL_VALUE",
  level: "error",
  title: "A label value that does not exist",
  why: "Where a label's values are a closed set, a matcher that asks for another finds nothing, and one that excludes another excludes nothing: the alert is quiet, or counts what it should leave out. Of `=~\"ok|eror\"` each alternative is looked at. An empty value stands for series without the label. The values of `job` are the service's own name and the `jobs` of the stack (`defineStack`).",
  find: (subject) => {
    const valuesOf = closedValues(subject);
    return subject.uses.flatMap((use) =>
      selectorsOf(use.tree).flatMap((one) => inSelector(one, use, valuesOf)),
    );
  },
};

function inSelector(selector: VectorSelector, use: Use, valuesOf: ValuesOf): Found[] {
  return selector.matchers.flatMap((matcher) => {
    const closed = isChoice(matcher, use) ? undefined : valuesOf(selector, matcher.label);
    if (closed === undefined) return [];
    return mistakes(matcher, closed).map((mistake) => found(mistake, matcher, closed, selector, use));
  });
}

interface Mistake {
  readonly value: string;
  /** What follows of it. */
  readonly so: string;
}

function mistakes(matcher: LabelMatcher, closed: ClosedValues): Mistake[] {
  const { op, value } = matcher;
  const excludes = op.startsWith("!");
  if (value === "") return excludes || !closed.isAlways ? [] : [{ value, so: "this finds nothing" }];
  const isPattern = op.endsWith("~");
  const parts = isPattern ? alternativesOf(value).filter((part) => part !== "") : [value];
  const unknown = parts.filter((part) => !closed.someMatches(isPattern ? "=~" : "=", part));
  if (unknown.length === 0 && excludes && leavesNothing(matcher, closed))
    return [{ value, so: "this leaves nothing" }];
  const what = parts.length > 1 ? "one of the alternatives" : "this";
  return unknown.map((part) => ({ value: part, so: `${what} ${excludes ? "excludes" : "finds"} nothing` }));
}

function leavesNothing(matcher: LabelMatcher, { values, isAlways }: ClosedValues): boolean {
  return isAlways && !values.some(compileMatcher(matcher, "v3").matches);
}

function found(
  { value, so }: Mistake,
  matcher: LabelMatcher,
  { values }: ClosedValues,
  selector: VectorSelector,
  use: Use,
): Found {
  const { label } = matcher;
  return {
    place: use.expression.place,
    found: matcherIn(use, selector, matcher),
    rule: `${label} is ${values.length > 1 ? "one of " : ""}${listed(values)}, so ${so}`,
    ...cureOf(value, values, label === "job" ? JOB_CURE : "Take a value that there is."),
  };
}

const JOB_CURE = "Take a job that there is, or list this one under `jobs` in defineStack.";
