import type { LabelDomain, MetricDeclaration, Unit } from "../../model/index.ts";
import { type Dimension, dimensionOf } from "./dimension.ts";
import { type LabelSet, labelSet } from "./label-set.ts";
import type { Meaning } from "./meaning.ts";

/** What the numbers of a series are. The parts of a histogram are series of their own. */
export type SeriesKind = "counter" | "gauge" | "bucket" | "count" | "sum" | "recorded";

/** What is known of the series of one name. */
export interface SeriesFacts {
  readonly kind: SeriesKind;
  readonly meaning: Meaning;
  /** Undefined where it is not known. */
  readonly dimension: Dimension | undefined;
  readonly labels: LabelSet;
  /** The values that each label takes, as far as they are known. */
  readonly values: Readonly<Record<string, LabelDomain>>;
  /** The declaration that they come of; undefined for a recording. */
  readonly metric: MetricDeclaration | undefined;
}

/** What is known of series by their name; undefined for a name that nobody declared. */
export type Catalogue = (seriesName: string) => SeriesFacts | undefined;

const PARTS = { bucket: "_bucket", count: "_count", sum: "_sum" } as const;
const MEANINGS: Readonly<Record<Exclude<SeriesKind, "recorded">, Meaning>> = {
  counter: "counter",
  count: "counter",
  sum: "counter",
  bucket: "buckets",
  gauge: "value",
};

/** The catalogue of what these declarations make. */
export function catalogueOf(metrics: Iterable<MetricDeclaration>): Catalogue {
  const facts = new Map([...metrics].flatMap((metric) => [...seriesOf(metric)]));
  return (seriesName) => facts.get(seriesName);
}

/** What a metric's series are called, and what is known of them. */
export function seriesOf(metric: MetricDeclaration): ReadonlyMap<string, SeriesFacts> {
  const { name, type, unit } = metric;
  if (type !== "histogram") return new Map([[name, factsOf(metric, type, unit)]]);
  const le = [...metric.buckets.map(String), "+Inf"];
  return new Map([
    [name + PARTS.bucket, factsOf(metric, "bucket", "none", { le })],
    [name + PARTS.count, factsOf(metric, "count", "none")],
    [name + PARTS.sum, factsOf(metric, "sum", unit)],
  ]);
}

function factsOf(
  metric: MetricDeclaration,
  kind: keyof typeof MEANINGS,
  unit: Unit,
  more: Readonly<Record<string, LabelDomain>> = {},
): SeriesFacts {
  const values = { ...metric.labels, ...metric.knownValues, ...more };
  const labels = labelSet(Object.keys(values));
  return { kind, meaning: MEANINGS[kind], dimension: dimensionOf(unit), labels, values, metric };
}
