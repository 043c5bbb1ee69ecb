import type { SeriesFacts } from "../../../promql/index.ts";

/** The bounds of a histogram's buckets, as far as they are known. */
export function boundsOf(facts: SeriesFacts | undefined): readonly number[] | undefined {
  const bounds = facts?.values.le;
  return Array.isArray(bounds) ? bounds.map(boundOf) : undefined;
}

/** The number that a value of `le` stands for. */
export function boundOf(le: string): number {
  return /^\+?Inf$/i.test(le) ? Number.POSITIVE_INFINITY : Number(le);
}
