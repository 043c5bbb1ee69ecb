import type { Matcher } from "../../model/index.ts";
import type { LabelMatcher } from "../ast.ts";
import type { Semantics } from "../functions.ts";
import { type Predicate, regexPredicate, regexValues } from "./regex.ts";

/** A label matcher as a store understands it. An absent label has the value "". */
export function compileMatcher(matcher: LabelMatcher, semantics: Semantics): Matcher {
  const values = valuesOf(matcher);
  const matches = predicateOf(matcher, semantics);
  return { label: matcher.label, matches, ...(values !== undefined && { values }) };
}

function valuesOf({ op, value }: LabelMatcher): readonly string[] | undefined {
  if (op === "=") return [value];
  return op === "=~" ? regexValues(value) : undefined;
}

function predicateOf({ op, value: wanted }: LabelMatcher, semantics: Semantics): Predicate {
  if (op === "=") return (value) => value === wanted;
  if (op === "!=") return (value) => value !== wanted;
  const matches = regexPredicate(wanted, semantics);
  return op === "=~" ? matches : (value) => !matches(value);
}
