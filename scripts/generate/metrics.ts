import { globSync, readFileSync } from "node:fs";
import { type MetricDeclaration, unboundedLabel } from "farol/model";

/** Metrics that belong together: a heading and what stands under it. */
export interface Section {
  readonly title: string;
  readonly metrics: readonly MetricDeclaration[];
}

/** The reference page of metrics, in Markdown. */
export function metricsPage(sections: readonly Section[]): string {
  const files = globSync("{src,reviews}/**/*.ts", { exclude: (path) => path.includes("node_modules") });
  const sources = files
    .filter((path) => !path.endsWith(".test.ts"))
    .map((path) => ({ path, text: readFileSync(path, "utf8") }));
  const definedIn = (name: string) => {
    const found = sources.find(({ text }) => text.includes(`name: "${name}"`));
    if (found === undefined) throw new Error(`no file under src or reviews declares ${name}`);
    return found.path;
  };
  return [
    "# Metrics",
    "<!-- Written by `npm run generate` from the declarations; edit those. -->",
    "Every label combination of closed sets exists at 0 from the start. A label marked *unbounded* takes values that are not\n" +
      "known beforehand; past its metric's cap they are counted in one series whose labels read `overflow`.",
    ...sections.map((section) => sectionText(section, definedIn)),
    "",
  ].join("\n\n");
}

function sectionText({ title, metrics }: Section, definedIn: (name: string) => string): string {
  return [`## ${title}`, ...metrics.map((metric) => metricText(metric, definedIn(metric.name)))].join("\n\n");
}

function metricText(metric: MetricDeclaration, file: string): string {
  const { name, type, unit, help, maxSeries } = metric;
  const labels = Object.entries(metric.labels);
  const isOpen = labels.some(([, domain]) => domain === unboundedLabel);
  const facts = [
    `${type}${unit === "none" ? "" : `, in ${unit}`}`,
    ...labels.map(
      ([label, domain]) => `\`${label}\`: ${domain === unboundedLabel ? "*unbounded*" : codes(domain)}`,
    ),
    ...(metric.type === "histogram" ? [`buckets: ${metric.buckets.map(String).join(", ")}`] : []),
    ...(metric.type === "histogram" && metric.exemplars ? ["exemplars carry `trace_id`"] : []),
    ...(isOpen ? [`at most ${maxSeries} series`] : []),
    `declared in [${file}](../../${file})`,
  ];
  return [`### ${name}`, help, facts.map((fact) => `- ${fact}`).join("\n")].join("\n\n");
}

function codes(values: readonly string[] | typeof unboundedLabel): string {
  return values === unboundedLabel ? "" : values.map((value) => `\`${value}\``).join(", ");
}
