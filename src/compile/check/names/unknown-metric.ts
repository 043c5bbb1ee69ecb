import { compileMatcher, type LabelMatcher, metricName, selectorsOf } from "../../../promql/index.ts";
import type { Check, Found } from "../check.ts";
import { cureOf } from "../cure.ts";
import type { Subject } from "../subject.ts";
import type { Use } from "../use.ts";
import { unknownNames } from "./unknown-names.ts";

/** A name that nothing emits and nothing records. */
export const unknownMetric: Check = {
  code: "FAROL_UNKNOWN_METRIC",
  level: "error",
  title: "A metric that nobody emits",
  why: 'An alert on series that are not there is as quiet as one on a service that is well, and a panel of them is blank. Every name in an expression is a metric of this monitoring, a recording, one of Prometheus\' own such as `up`, or declared as `external`. A pattern, as in `{__name__=~"slo:.+"}`, is of at least one of them.',
  find: (subject) => subject.uses.flatMap((use) => [...namesIn(use, subject), ...patternsIn(use, subject)]),
};

function namesIn(use: Use, subject: Subject): Found[] {
  const names = [...unknownNames(use, subject)].filter(([, declaration]) => declaration === undefined);
  return names.map(([name]) => ({
    place: use.expression.place,
    found: `${name} in ${use.what}`,
    rule: "no metric and no recording of this monitoring has that name",
    ...cureOf(
      name,
      subject.seriesNames,
      "Declare the metric, or mark it `external` where something else emits it.",
    ),
  }));
}

function patternsIn({ tree, expression, what }: Use, { seriesNames }: Subject): Found[] {
  return selectorsOf(tree)
    .filter((selector) => metricName(selector) === undefined)
    .flatMap(({ matchers }) => matchers.filter(({ label, op }) => label === "__name__" && op === "=~"))
    .filter((matcher) => !isOfAny(matcher, seriesNames))
    .map(({ value }) => ({
      place: expression.place,
      found: `__name__=~${JSON.stringify(value)} in ${what}`,
      rule: "no metric and no recording of this monitoring has such a name",
      cure: "Mend the pattern.",
    }));
}

function isOfAny(matcher: LabelMatcher, names: ReadonlySet<string>): boolean {
  const { matches } = compileMatcher(matcher, "v3");
  return names.values().some(matches);
}
