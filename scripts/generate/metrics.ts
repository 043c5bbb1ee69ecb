import { relative } from "node:path";
import type { MetricDeclaration } from "farol/model";
import { METRICS_EXPLAINED, metricText } from "../../src/compile/targets/reference/metric-text.ts";

/** Metrics that belong together: a heading and what stands under it. */
export interface Section {
  readonly title: string;
  readonly metrics: readonly MetricDeclaration[];
}

/** The reference page of metrics, in Markdown. */
export function metricsPage(sections: readonly Section[]): string {
  return [
    "# Metrics",
    "<!-- Written by `npm run generate` from the declarations; edit those. -->",
    METRICS_EXPLAINED,
    ...sections.map(sectionText),
    "",
  ].join("\n\n");
}

function sectionText({ title, metrics }: Section): string {
  return [`## ${title}`, ...metrics.map((metric) => metricText(metric, [declared(metric)]))].join("\n\n");
}

function declared({ place }: MetricDeclaration): string {
  const path = relative("", place.file);
  return `declared in [${path}](../../${path})`;
}
