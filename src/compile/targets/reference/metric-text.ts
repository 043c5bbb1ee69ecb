import { type LabelDomain, type MetricDeclaration, unboundedLabel } from "../../../model/index.ts";

/** A metric in Markdown, under a heading of the third rank: what it means, what it is, and these facts besides. */
export function metricText(metric: MetricDeclaration, more: readonly string[]): string {
  const { name, type, unit, help, maxSeries } = metric;
  const labels = Object.entries(metric.labels);
  const isOpen = labels.some(([, domain]) => domain === unboundedLabel);
  const facts = [
    `${type}${unit === "none" ? "" : `, in ${unit}`}`,
    ...labels.map(([label, domain]) => `\`${label}\`: ${valuesText(domain)}`),
    ...(metric.type === "histogram" ? [`buckets: ${metric.buckets.map(String).join(", ")}`] : []),
    ...(metric.type === "histogram" && metric.exemplars ? ["exemplars carry `trace_id`"] : []),
    ...(isOpen ? [`at most ${maxSeries} series`] : []),
    ...more,
  ];
  return [`### ${name}`, help, list(facts)].join("\n\n");
}

/** How `metricText` is to be read. */
export const METRICS_EXPLAINED =
  "Every label combination of closed sets exists at 0 from the start. A label marked *unbounded* takes values that are not\n" +
  "known beforehand; past its metric's cap they are counted in one series whose labels read `overflow`.";

export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

function valuesText(domain: LabelDomain): string {
  if (domain === unboundedLabel) return "*unbounded*";
  return domain.map((value) => `\`${value}\``).join(", ");
}
