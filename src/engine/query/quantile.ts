import type { Labels } from "../../model/index.ts";
import { type Column, sumBy } from "./column.ts";

/**
 * The q-quantile of a histogram, as Prometheus' `histogram_quantile` estimates it: linear within a bucket, the highest
 * finite bound for what lies beyond it, NaN where nothing was observed.
 * `bounds` ascend and end with +Inf; `counts` are cumulative.
 */
export function quantile(q: number, bounds: readonly number[], counts: readonly number[]): number {
  const last = bounds.length - 1;
  const total = counts[last] ?? 0;
  if (last < 1 || bounds[last] !== Infinity || !(total > 0) || Number.isNaN(q)) return NaN;
  if (q < 0) return -Infinity;
  if (q > 1) return Infinity;
  const rank = q * total;
  const found = counts.findIndex((count) => count >= rank);
  if (found === -1 || found >= last) return bounds[last - 1]!;
  if (found === 0 && bounds[0]! <= 0) return bounds[0]!;
  const below =
    found === 0 ? { bound: 0, count: 0 } : { bound: bounds[found - 1]!, count: counts[found - 1]! };
  return (
    below.bound + ((bounds[found]! - below.bound) * (rank - below.count)) / (counts[found]! - below.count)
  );
}

/** The buckets of one group of histograms. */
export interface BucketGroup {
  readonly labels: Labels;
  /** Ascending, +Inf last. */
  readonly bounds: readonly number[];
  /** Cumulative counts of each bound, at each step. */
  readonly counts: readonly Float64Array[];
}

/** Adds the buckets of histograms that agree in the labels of `by`. */
export function groupBuckets(columns: Iterable<Column>, by: readonly string[]): BucketGroup[] {
  const groups = new Map<string, Column[]>();
  for (const column of sumBy(columns, [...by, "le"])) {
    const key = JSON.stringify(by.map((label) => column.labels[label]));
    groups.set(key, [...(groups.get(key) ?? []), column]);
  }
  return [...groups.values()].map((buckets) => {
    const sorted = buckets
      .map(({ labels, values }) => ({ bound: boundOf(labels), values }))
      .sort((a, b) => a.bound - b.bound);
    const { le: _le, ...labels } = buckets[0]!.labels;
    return { labels, bounds: sorted.map(({ bound }) => bound), counts: sorted.map(({ values }) => values) };
  });
}

/** The quantile of a group at each step. */
export function quantileColumn(q: number, { bounds, counts }: BucketGroup): Float64Array {
  const steps = counts[0]?.length ?? 0;
  return Float64Array.from({ length: steps }, (_, step) =>
    quantile(
      q,
      bounds,
      counts.map((column) => column[step]!),
    ),
  );
}

function boundOf({ le }: Labels): number {
  return le === "+Inf" ? Infinity : Number(le);
}
