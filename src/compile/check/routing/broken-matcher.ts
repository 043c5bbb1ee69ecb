import type { Check, Found } from "../check.ts";
import { matchersIn, matcherText, type PlacedMatcher, ruleBrokenBy } from "./matchers-in.ts";

/** A pattern that Alertmanager cannot read. */
export const brokenMatcher: Check = {
  code: "FAROL_MATCHER_BROKEN",
  level: "error",
  title: "A matcher whose pattern cannot be read",
  why: "Patterns of routes and inhibitions are regular expressions of RE2, which has neither look-around nor back-references. With one that it cannot read, Alertmanager does not start. Mend it, or give a list of values. As long as it is there, nothing else is looked for in the routing.",
  find: ({ monitoring: { routing } }) => (routing === undefined ? [] : matchersIn(routing).flatMap(foundIn)),
};

function foundIn({ what, place, matcher }: PlacedMatcher): Found[] {
  const rule = ruleBrokenBy(matcher);
  if (rule === undefined) return [];
  const found = `${what} for ${matcherText(matcher)}`;
  return [{ place, found, rule, cure: "Mend it, or give a list of values." }];
}
