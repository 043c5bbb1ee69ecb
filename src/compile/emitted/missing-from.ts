import type { Monitoring } from "../../define/index.ts";
import type { MetricDeclaration } from "../../model/index.ts";

/**
 * The declared metrics that a running service shows no series of; external ones are not asked for. A metric whose labels
 * are not closed sets has no series before its subject has happened once: ask a service that has worked a while.
 * @param exposition What `/metrics` answers, in the text format 0.0.4 or as OpenMetrics
 */
export function missingFrom(
  { metrics }: Pick<Monitoring, "metrics">,
  exposition: string,
): MetricDeclaration[] {
  const shown = seriesNames(exposition);
  return metrics.filter((metric) => metric.external !== true && !shown.has(seriesNameOf(metric)));
}

/** Each line begins with its series' name, the same in both formats: only heads, after `#`, name families differently. */
function seriesNames(exposition: string): Set<string> {
  return new Set(exposition.matchAll(/^[a-zA-Z_:][\w:]*/gm).map(([name]) => name));
}

function seriesNameOf({ type, name }: MetricDeclaration): string {
  return type === "histogram" ? `${name}_count` : name;
}
