import type { MetricDeclaration } from "../../../model/index.ts";
import { seriesOf } from "../../../promql/index.ts";
import type { Check, Found } from "../check.ts";
import type { Subject } from "../subject.ts";
import type { Use } from "../use.ts";
import { unknownNames } from "./unknown-names.ts";

/** A metric that is declared, but stands in no list of what is emitted. */
export const unlistedMetric: Check = {
  code: "FAROL_METRIC_NOT_EMITTED",
  level: "error",
  title: "A metric that is declared and not emitted",
  why: "An expression uses a declaration that neither `metrics` of `defineMonitoring` lists nor an integration brings: it compiles, and yet nothing of this service ever writes such a series. List the metric, add the integration that it comes with, or mark it `external` where an exporter emits it.",
  find: (subject) => [...subject.uses.flatMap((use) => inUse(use, subject)), ...inVariables(subject)],
};

function inUse(use: Use, subject: Subject): Found[] {
  const declarations = new Set(unknownNames(use, subject).values());
  return [...declarations]
    .filter((metric) => metric !== undefined)
    .map((metric) => found(metric, use.what, use.expression.place));
}

function inVariables({ monitoring, catalogue }: Subject): Found[] {
  return monitoring.dashboards.flatMap(({ title, variables }) =>
    variables
      .filter(({ metric }) => [...seriesOf(metric).keys()].every((name) => catalogue(name) === undefined))
      .map(({ metric, name, place }) => found(metric, `the variable $${name} of "${title}"`, place)),
  );
}

function found({ name }: MetricDeclaration, what: string, place: Found["place"]): Found {
  return {
    place,
    found: `${name} in ${what}`,
    rule: "the metric is declared, but neither this monitoring nor an integration of it emits it",
    cure: "List it among the metrics, add its integration, or mark it `external`.",
  };
}
