import { unboundedLabel } from "../../../model/index.ts";
import {
  type Catalogue,
  compileMatcher,
  type LabelMatcher,
  metricName,
  type VectorSelector,
} from "../../../promql/index.ts";

/**
 * Whether every series that one selector finds is found by another of the same metric as well, whatever moment each is
 * about. Undefined where the values of a label that decides it are not known.
 */
export function isWithin(
  part: VectorSelector,
  whole: VectorSelector,
  catalogue: Catalogue,
): boolean | undefined {
  const domains = catalogue(metricName(whole) ?? "")?.values ?? {};
  const answers = whole.matchers
    .filter(({ label }) => label !== "__name__")
    .map((wanted) => {
      const given = part.matchers.filter(({ label }) => label === wanted.label);
      if (given.some(({ op, value }) => op === wanted.op && value === wanted.value)) return true;
      const domain = Object.hasOwn(domains, wanted.label) ? domains[wanted.label]! : unboundedLabel;
      return domain === unboundedLabel ? undefined : implies(given, wanted, domain);
    });
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

/** Whether each value that has all that is given is one that is wanted. */
function implies(given: readonly LabelMatcher[], wanted: LabelMatcher, values: readonly string[]): boolean {
  const all = given.map(predicate);
  const isWanted = predicate(wanted);
  return values.every((value) => isWanted(value) || !all.every((matches) => matches(value)));
}

function predicate(matcher: LabelMatcher): (value: string) => boolean {
  return compileMatcher(matcher, "v3").matches;
}
