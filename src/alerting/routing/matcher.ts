import { RE2JS } from "re2js";
import { type AlertMatcher, FarolError, type Labels } from "../../model/index.ts";

/** Whether something matches, as far as it is known. */
export type Verdict = "yes" | "no" | "maybe";

/** The value of an alert's label, the empty text where it has none; undefined where that is not known. */
export type ValueOf = (label: string) => string | undefined;

/** Everything is known of these labels: what is not among them is not there. */
export function valuesOf(labels: Labels): ValueOf {
  return (label) => (Object.hasOwn(labels, label) ? labels[label] : "");
}

/** Whether all matchers match, as Alertmanager's do. */
export function verdictOf(matchers: readonly AlertMatcher[], labelValue: ValueOf): Verdict {
  const verdicts = matchers.map((matcher) => verdict(matcher, labelValue(matcher.label)));
  if (verdicts.includes("no")) return "no";
  return verdicts.includes("maybe") ? "maybe" : "yes";
}

function verdict(matcher: AlertMatcher, value: string | undefined): Verdict {
  if (value === undefined) return "maybe";
  return matchesValue(matcher, value) ? "yes" : "no";
}

/**
 * Whether a matcher matches a value.
 * @throws FarolError FAROL_MATCHER for a pattern that is no regular expression of RE2
 */
export function matchesValue({ operator, value: wanted }: AlertMatcher, value: string): boolean {
  const isMatch = operator.endsWith("~") ? pattern(wanted).matches(value) : wanted === value;
  return operator.startsWith("!") ? !isMatch : isMatch;
}

const PATTERNS = new Map<string, RE2JS>();
/** Silences that come and go bring patterns of their own. */
const MAX_PATTERNS = 2000;

function pattern(text: string): RE2JS {
  const known = PATTERNS.get(text) ?? compiled(text);
  if (PATTERNS.size >= MAX_PATTERNS) PATTERNS.clear();
  PATTERNS.set(text, known);
  return known;
}

function compiled(text: string): RE2JS {
  try {
    return RE2JS.compile(text);
  } catch (error) {
    throw new FarolError({
      code: "FAROL_MATCHER",
      found: `the pattern "${text}" of a route, inhibition or silence`,
      rule: `a pattern is a regular expression of RE2 (${(error as Error).message})`,
      cure: "Mend it, or give a list of values.",
    });
  }
}
