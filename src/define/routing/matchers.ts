import type { AlertMatcher, Severity } from "../../model/index.ts";
import { escaped, type Match } from "../select.ts";

/**
 * What the labels of an alert have to be: a value, one of several, or what `not` and `matching` say. A severity that
 * there is not does not compile.
 */
export type AlertMatch = { readonly severity?: Match<Severity> } & {
  readonly [label: string]: Match<string> | undefined;
};

/** One matcher a label, in the order that they were written in. */
export function matchersOf(match: AlertMatch): AlertMatcher[] {
  return Object.entries(match).flatMap(([label, wanted]) =>
    wanted === undefined ? [] : [matcherOf(label, wanted)],
  );
}

function matcherOf(label: string, match: Match<string>): AlertMatcher {
  const isNot = typeof match === "object" && "not" in match;
  const wanted = isNot ? match.not : (match as string | readonly string[] | { readonly pattern: string });
  if (typeof wanted === "string") return { label, operator: isNot ? "!=" : "=", value: wanted };
  const value = "pattern" in wanted ? wanted.pattern : wanted.map(escaped).join("|");
  return { label, operator: isNot ? "!~" : "=~", value };
}
