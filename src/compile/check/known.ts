import { isRecording, treeOf } from "../../alerting/index.ts";
import type { Monitoring } from "../../define/index.ts";
import {
  type LabelDomain,
  type MetricDeclaration,
  type RecordingRule,
  unboundedLabel,
} from "../../model/index.ts";
import {
  ANY_LABELS,
  add,
  type Catalogue,
  COUNT,
  type Expr,
  infer,
  labelSet,
  metricName,
  SECONDS,
  type SeriesFacts,
  selectorsOf,
  seriesOf,
  walk,
} from "../../promql/index.ts";

/** What Prometheus adds to every series that it scrapes. */
export const TARGET_LABELS: readonly string[] = ["job", "instance", "service"];

export interface Known {
  readonly catalogue: Catalogue;
  readonly names: ReadonlySet<string>;
}

/** Series that every Prometheus has: of its own alerts, and of each scrape. */
const BUILT_IN: readonly (readonly [name: string, facts: SeriesFacts])[] = [
  ["ALERTS", ofAlerts({ alertstate: ["pending", "firing"], alertname: unboundedLabel })],
  ["ALERTS_FOR_STATE", { ...ofAlerts({ alertname: unboundedLabel }), dimension: SECONDS }],
  ["up", builtIn(labelSet([]), {})],
  ["scrape_duration_seconds", { ...builtIn(labelSet([]), {}), dimension: SECONDS }],
  ["scrape_samples_scraped", builtIn(labelSet([]), {})],
  ["scrape_samples_post_metric_relabeling", builtIn(labelSet([]), {})],
  ["scrape_series_added", builtIn(labelSet([]), {})],
];

function builtIn(labels: SeriesFacts["labels"], values: SeriesFacts["values"]): SeriesFacts {
  const all = Object.keys(values).reduce((set, label) => add(set, label, "always"), labels);
  return { kind: "gauge", meaning: "value", dimension: COUNT, labels: all, values, metric: undefined };
}

/** They have the labels of alerts, and those of a target only where an alert has them. */
function ofAlerts(values: SeriesFacts["values"]): SeriesFacts {
  return { ...builtIn(ANY_LABELS, values), kind: "recorded" };
}

/** What is known of the series that a definition can read. */
export function known({ metrics, rules, dashboards, marks }: Monitoring): Known {
  const mentioned = [
    ...rules.map(({ expr }) => expr),
    ...dashboards.flatMap(({ panels }) => panels.flatMap(({ queries }) => queries.map(({ expr }) => expr))),
    ...marks.map(({ expr }) => expr),
  ].flatMap((expr) => expr.metrics);
  const readable: MetricDeclaration[] = [
    ...metrics,
    ...mentioned.filter(({ external }) => external === true),
  ];
  const facts = new Map([...BUILT_IN, ...readable.flatMap((metric) => [...seriesOf(metric)])]);
  const recordings = Map.groupBy(rules.filter(isRecording), ({ name }) => name);
  const catalogue: Catalogue = (name) => {
    const found = facts.get(name);
    const recorded = recordings.get(name);
    if (found !== undefined || recorded === undefined) return found;
    // while it is being found out, a recording that reads itself is like one of which nothing is known
    facts.set(name, UNKNOWN);
    facts.set(name, recorded.map((one) => recordedFacts(one, catalogue)).reduce(united));
    return facts.get(name);
  };
  return { catalogue, names: new Set([...facts.keys(), ...recordings.keys()]) };
}

const UNKNOWN: SeriesFacts = {
  kind: "recorded",
  meaning: "unknown",
  dimension: undefined,
  labels: ANY_LABELS,
  values: {},
  metric: undefined,
};

function recordedFacts({ expr, labels }: RecordingRule, catalogue: Catalogue): SeriesFacts {
  const tree = tryTree(expr);
  if (tree === undefined) return UNKNOWN;
  const inferred = infer(tree, catalogue, { targetLabels: TARGET_LABELS }).get(tree);
  if (inferred === undefined) return UNKNOWN;
  const all = Object.keys(labels).reduce((set, label) => add(set, label, "always"), inferred.labels);
  const passedOn = [...inferred.labels.labels.keys()].map((label) => [
    label,
    domainOf(label, tree, catalogue),
  ]);
  const own = Object.entries(labels).map(([label, value]) => [
    label,
    value.includes("{{") ? unboundedLabel : [value],
  ]);
  return {
    ...{ kind: "recorded", meaning: inferred.meaning, dimension: inferred.dimension, metric: undefined },
    labels: all,
    values: Object.fromEntries([...passedOn, ...own]) as SeriesFacts["values"],
  };
}

/** The values of a label that an expression passes on: those of the series that it reads, unless it makes others. */
function domainOf(label: string, tree: Expr, catalogue: Catalogue): LabelDomain {
  const series = selectorsOf(tree).map((selector) => catalogue(metricName(selector) ?? "") ?? UNKNOWN);
  const isUnknown = series.some(({ labels, values }) => labels.isOpen && values[label] === undefined);
  const closed = series.map(({ values }) => values[label]).filter((domain) => domain !== undefined);
  if (isUnknown || closed.length === 0 || closed.includes(unboundedLabel) || makes(label, tree))
    return unboundedLabel;
  return [...new Set((closed as (readonly string[])[]).flat())];
}

/** Whether an expression writes a label: `label_replace`, `label_join`, `count_values`. */
function makes(label: string, tree: Expr): boolean {
  let found = false;
  walk(tree, (node) => {
    const made =
      node.kind === "aggregation" && node.op === "count_values"
        ? node.param
        : node.kind === "call" && node.name.startsWith("label_") && node.args[1];
    if (made && (made.kind !== "string" || made.value === label)) found = true;
  });
  return found;
}

/** Several recordings of one name are series of one metric. */
function united(a: SeriesFacts, b: SeriesFacts): SeriesFacts {
  const names = [...new Set([...Object.keys(a.values), ...Object.keys(b.values)])];
  const isOnBoth = (label: string) => [a, b].every(({ labels }) => labels.labels.get(label) === "always");
  const labels = names.map((label) => [label, isOnBoth(label) ? "always" : "maybe"] as const);
  return {
    ...a,
    meaning: a.meaning === b.meaning ? a.meaning : "unknown",
    dimension: a.dimension ?? b.dimension,
    labels: { labels: new Map(labels), isOpen: a.labels.isOpen || b.labels.isOpen },
    values: Object.fromEntries(names.map((label) => [label, eitherDomain(a.values[label], b.values[label])])),
  };
}

function eitherDomain(a: LabelDomain | undefined, b: LabelDomain | undefined): LabelDomain {
  if (a === unboundedLabel || b === unboundedLabel) return unboundedLabel;
  return [...new Set([...(a ?? []), ...(b ?? [])])];
}

/** What cannot be read is a finding of its own. */
function tryTree(expr: RecordingRule["expr"]): Expr | undefined {
  try {
    return treeOf(expr);
  } catch {
    return undefined;
  }
}
