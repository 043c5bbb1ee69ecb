import type { MetricDeclaration } from "../../../model/index.ts";
import { type Described, textOf } from "../described.ts";

export function describeMetrics(metrics: readonly MetricDeclaration[]): Described[] {
  return metrics.map((metric) => {
    const { name, type, unit, help, labels, maxSeries } = metric;
    const names = Object.keys(labels);
    const values = Object.entries(labels).flatMap(([label, domain]) =>
      Array.isArray(domain) ? [[`values of ${label}`, textOf(domain)]] : [],
    );
    return {
      kind: "metric",
      name,
      identity: textOf([type, unit, help, ...names]),
      aspects: {
        type,
        unit,
        help,
        labels: textOf(names),
        ...Object.fromEntries(values),
        ...(metric.type === "histogram" && { buckets: textOf(metric.buckets) }),
        "cap of series": textOf(maxSeries),
      },
    };
  });
}
