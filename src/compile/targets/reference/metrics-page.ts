import type { Monitoring } from "../../../define/index.ts";
import type { MetricDeclaration } from "../../../model/index.ts";
import { seriesOf } from "../../../promql/index.ts";
import { type Readers, readersIn } from "../../diff/readers.ts";
import { alertLink } from "./alerts-page.ts";
import { METRICS_EXPLAINED, metricText } from "./metric-text.ts";

/** Every metric, by who brings it: what it means, and who reads it. */
export function metricsPage(monitoring: Monitoring): string[] {
  const readers = readersIn(monitoring);
  const ofObjectives = new Set(monitoring.objectives.flatMap(({ rules }) => rules.map(({ name }) => name)));
  const readersText = (metric: MetricDeclaration) => {
    const { alerts, panels, objectives } = readers([...seriesOf(metric).keys()]);
    // Objectives record under the same names, and are named themselves.
    return textOf({
      alerts: alerts.filter((name) => !ofObjectives.has(name)).map(alertLink),
      objectives,
      panels,
    });
  };
  const sections = sectionsOf(monitoring).flatMap(([title, metrics]) => [
    `## ${title}`,
    ...metrics.map((metric) => metricText(metric, readersText(metric))),
  ]);
  return ["# Metrics", METRICS_EXPLAINED, ...sections];
}

/** By integration, and the service's own at the end. */
function sectionsOf({ service, integrations, metrics }: Monitoring): [string, MetricDeclaration[]][] {
  const bringer = (metric: MetricDeclaration) =>
    integrations.find((one) => one.metrics.includes(metric))?.name ?? service;
  return [...Map.groupBy(metrics, bringer)];
}

function textOf(readers: Omit<Readers, "runbooks">): string[] {
  const read = Object.entries(readers).filter(([, names]) => names.length > 0);
  if (read.length === 0) return ["read by nobody"];
  return read.map(([kind, names]) => `read by ${kind}: ${names.join(", ")}`);
}
