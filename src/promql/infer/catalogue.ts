import type { LabelDomain, MetricDeclaration, Unit } from "../../model/index.ts";

/** What the numbers of a series are. The parts of a histogram are series of their own. */
export type SeriesKind = "counter" | "gauge" | "bucket" | "count" | "sum";

/** What is known of the series of one name. */
export interface SeriesFacts {
  readonly kind: SeriesKind;
  readonly unit: Unit;
  readonly labels: Readonly<Record<string, LabelDomain>>;
}

/** What is known of series by their name; undefined for a name that nobody declared. */
export type Catalogue = (seriesName: string) => SeriesFacts | undefined;

const PARTS = { bucket: "_bucket", count: "_count", sum: "_sum" } as const;

/** The catalogue of what these declarations make. */
export function catalogueOf(metrics: Iterable<MetricDeclaration>): Catalogue {
  const facts = new Map<string, SeriesFacts>();
  for (const { name, type, unit, labels, ...rest } of metrics) {
    if (type !== "histogram") {
      facts.set(name, { kind: type, unit, labels });
      continue;
    }
    const { buckets = [] } = rest as { readonly buckets?: readonly number[] };
    const le = [...buckets.map(String), "+Inf"];
    facts.set(name + PARTS.bucket, { kind: "bucket", unit: "none", labels: { ...labels, le } });
    facts.set(name + PARTS.count, { kind: "count", unit: "none", labels });
    facts.set(name + PARTS.sum, { kind: "sum", unit, labels });
  }
  return (seriesName) => facts.get(seriesName);
}
