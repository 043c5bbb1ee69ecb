import { EXEMPLAR_CELLS, exemplarCheck } from "../../model/index.ts";
import type { CountedSeries, Metric, Share } from "../slab/family.ts";
import { numberText } from "./page-writer.ts";

/** An observation that stands for its bucket. */
export interface Exemplar {
  readonly value: number;
  readonly timestampMs: number;
  readonly traceId: string;
}

/** What follows a bucket's number in OpenMetrics: its newest exemplar; empty when there is none. */
export function exemplarText(metric: Metric, series: CountedSeries, bucket: number): string {
  const exemplar = newestExemplar(metric, series, bucket);
  if (exemplar === undefined) return "";
  const { traceId, value, timestampMs } = exemplar;
  return ` # {trace_id="${traceId}"} ${numberText(value)} ${(timestampMs / 1000).toFixed(3)}`;
}

function newestExemplar(metric: Metric, { shares }: CountedSeries, bucket: number): Exemplar | undefined {
  return shares
    .filter(({ threadId }) => threadId !== undefined)
    .map((share) => readExemplar(metric.buckets, share, bucket))
    .filter((exemplar) => exemplar !== undefined)
    .sort((a, b) => b.timestampMs - a.timestampMs)[0];
}

/** Undefined when there is none yet, or when the thread was just writing it. */
function readExemplar(bounds: readonly number[], { cells, at }: Share, bucket: number): Exemplar | undefined {
  const from = at + bounds.length + 2 + bucket * EXEMPLAR_CELLS;
  const [value, timestampMs, a, b, c, d, check] = cells.subarray(
    from,
    from + EXEMPLAR_CELLS,
  ) as Iterable<number> as [number, number, number, number, number, number, number];
  if (timestampMs === 0 || check !== exemplarCheck(timestampMs, a, b, c, d)) return undefined;
  // The check does not cover the value; OpenMetrics wants it to lie in its bucket.
  const isInside = value <= (bounds[bucket] ?? Infinity) && value > (bounds[bucket - 1] ?? -Infinity);
  if (!isInside) return undefined;
  const traceId = [a, b, c, d].map((part) => (part >>> 0).toString(16).padStart(8, "0")).join("");
  return { value, timestampMs, traceId };
}
