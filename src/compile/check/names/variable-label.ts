import type { DashboardVariable } from "../../../model/index.ts";
import { presenceOf } from "../../../promql/index.ts";
import type { Check, Found } from "../check.ts";
import { cureOf } from "../cure.ts";
import { TARGET_LABELS } from "../known.ts";
import { labelsListed } from "../listed.ts";
import type { Subject } from "../subject.ts";

/** A choice among the values of a label that its metric does not have. */
export const variableLabel: Check = {
  code: "FAROL_VARIABLE_LABEL",
  level: "error",
  title: "A dashboard's variable on a label that its metric does not have",
  why: "A variable offers the values that a label has on the series of a metric. Where they do not have it there is nothing to choose, and every panel that uses the variable shows everything at best. `labelValues` refuses this while compiling; a label whose type is just `string` gets past that.",
  find: (subject) =>
    subject.monitoring.dashboards.flatMap(({ title, variables }) =>
      variables.flatMap((variable) => inVariable(variable, title, subject)),
    ),
};

function inVariable(variable: DashboardVariable, title: string, { catalogue }: Subject): Found[] {
  const { name, metric, label, place } = variable;
  const facts = catalogue(metric.type === "histogram" ? `${metric.name}_count` : metric.name);
  if (facts === undefined || presenceOf(facts.labels, label) !== "never") return [];
  const isScraped = facts.kind !== "recorded";
  if (isScraped && TARGET_LABELS.includes(label)) return [];
  const known = [...facts.labels.labels.keys(), ...(isScraped ? TARGET_LABELS : [])];
  return [
    {
      place,
      found: `label ${label} of ${metric.name} in the variable $${name} of "${title}"`,
      rule: `${metric.name} has ${labelsListed(known)}`,
      ...cureOf(label, known, "Take one of those."),
    },
  ];
}
