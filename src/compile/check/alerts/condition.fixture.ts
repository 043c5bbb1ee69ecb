import {
  alertTests,
  counterAt,
  gaugeAt,
  histogramAt,
  type Monitoring,
  type SeriesLevel,
} from "../../../define/index.ts";
import type { Expression, Labels, MetricDeclaration } from "../../../model/index.ts";
import { catalogueOf, infer, parse } from "../../../promql/index.ts";
import { TARGET_LABELS } from "../known.ts";
import { post } from "../post.fixture.ts";

/** The post with one alert whose condition is this, and whose tests are about what it reads. */
export function alerting(expr: Expression): Monitoring {
  const tests = alertTests({
    for: "10m",
    window: "5m",
    levels: (level: number) => expr.metrics.map((metric) => levelOf(metric, level)),
    firesAt: 11,
    silentAt: 9,
    firing: [firingLabels(expr)],
  });
  return post({ expr, tests });
}

function levelOf(metric: MetricDeclaration, level: number): readonly SeriesLevel[] {
  const labels = Object.fromEntries(
    Object.entries(metric.labels).map(([name, domain]) => [name, anyOf(domain)]),
  );
  if (metric.type === "histogram") return histogramAt(metric, labels, level, 1);
  return metric.type === "gauge" ? gaugeAt(metric, labels, level) : counterAt(metric, labels, level);
}

function firingLabels({ text, metrics }: Expression): Labels {
  const tree = parse(text);
  const { labels } = infer(tree, catalogueOf(metrics)).get(tree)!.labels;
  const values = Object.assign({}, ...metrics.map((metric) => metric.labels));
  const own = [...labels.keys()].filter((name) => !TARGET_LABELS.includes(name));
  return Object.fromEntries(own.map((name) => [name, anyOf(values[name])]));
}

function anyOf(domain: MetricDeclaration["labels"][string] | undefined): string {
  return Array.isArray(domain) ? domain[0] : "north";
}
