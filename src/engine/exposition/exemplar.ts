import { EXEMPLAR_CELLS, exemplarCheck } from "../../model/index.ts";
import type { CountedSeries, Metric } from "../slab/family.ts";
import { numberText } from "./page-writer.ts";

/** An observation, and the request that it was made in. */
export interface Exemplar {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  readonly value: number;
  readonly timeMs: number;
}

/** What follows a bucket's number in OpenMetrics: its newest exemplar; empty when there is none. */
export function exemplarText(metric: Metric, series: CountedSeries, bucket: number): string {
  const exemplar = newestExemplar(metric, series, bucket);
  if (exemplar === undefined) return "";
  const { traceId, value, timeMs } = exemplar;
  return ` # {trace_id="${traceId}"} ${numberText(value)} ${timeMs / 1000}`;
}

/** A bucket's newest exemplar, whichever thread wrote it. */
export function newestExemplar(
  { buckets }: Metric,
  { shares }: CountedSeries,
  bucket: number,
): Exemplar | undefined {
  let newest: Exemplar | undefined;
  for (const { threadId, cells, at } of shares) {
    const from = at + buckets.length + 2 + bucket * EXEMPLAR_CELLS;
    // What is left of ended threads has no cells for exemplars.
    if (threadId === undefined || cells[from + 1]! <= (newest?.timeMs ?? 0)) continue;
    if (!isWhole(cells, from) || !isInBucket(buckets, bucket, cells[from]!)) continue;
    newest = { traceId: traceIdOf(cells, from), value: cells[from]!, timeMs: cells[from + 1]! };
  }
  return newest;
}

/** Whether the thread was not just writing it. */
function isWhole(cells: Float64Array, from: number): boolean {
  const [a, b, c, d] = [cells[from + 2]!, cells[from + 3]!, cells[from + 4]!, cells[from + 5]!];
  return cells[from + 6] === exemplarCheck(cells[from + 1]!, a, b, c, d);
}

/** OpenMetrics wants that; and the check does not cover the value. */
function isInBucket(bounds: readonly number[], bucket: number, value: number): boolean {
  return value <= (bounds[bucket] ?? Infinity) && value > (bounds[bucket - 1] ?? -Infinity);
}

function traceIdOf(cells: Float64Array, from: number): string {
  return hex(cells[from + 2]!) + hex(cells[from + 3]!) + hex(cells[from + 4]!) + hex(cells[from + 5]!);
}

function hex(part: number): string {
  return (part >>> 0).toString(16).padStart(8, "0");
}
