import type { MetricDeclaration } from "../../../model/index.ts";
import { metricName, selectorsOf, seriesOf } from "../../../promql/index.ts";
import type { Subject } from "../subject.ts";
import type { Use } from "../use.ts";

/** The names that an expression reads and that nothing emits, each with the declaration that it was made of, if any. */
export function unknownNames(
  { tree, expression }: Use,
  { catalogue }: Subject,
): Map<string, MetricDeclaration | undefined> {
  const names = selectorsOf(tree).map(metricName);
  const unknown = names.filter((name) => name !== undefined && catalogue(name) === undefined);
  const declared = (name: string) => expression.metrics.find((metric) => seriesOf(metric).has(name));
  return new Map(unknown.map((name) => [name!, declared(name!)]));
}
