/**
 * The layout of the memory that an observed thread writes and the engine's thread reads.
 *
 * One thread has one slab, and only that thread writes it: so recording needs no lock and no atomic operation, and a
 * reader sees each number whole. A slab has three parts: a header; the cells, which are the numbers; and the
 * directory, an append-only journal that says which cells belong to which series.
 */

/** The memory of one thread. Handed to the engine once; growth is seen through the growable buffers. */
export interface SlabMemory {
  /** `worker_threads.threadId` of the writer. */
  readonly threadId: number;
  readonly header: SharedArrayBuffer;
  readonly cells: SharedArrayBuffer;
  readonly directory: SharedArrayBuffer;
}

/** Bytes of the header: 16 32-bit integers, then 24 doubles. */
export const HEADER_BYTES = 256;
const INTEGERS = 16;

/** Places in the header's integers; all are read and written with Atomics. */
export const HeaderInt = {
  /** Bytes of the directory that are whole entries. */
  directoryLength: 0,
  /** Bytes of the directory that the engine has taken in. Freed cells are used again only behind it. */
  directorySeen: 1,
  /** Index into LIFECYCLE. */
  lifecycle: 2,
  /** 1 once the thread has ended: its counters still count, its gauges no more. */
  ended: 3,
} as const;

/** Places in the header's doubles. */
export const HeaderFloat = {
  /** Wall time of the last sign of life of the thread's event loop, in milliseconds. */
  pulseMs: 0,
  /** The first of the counters of RECORDING_FAULTS. */
  faults: 1,
} as const;

export interface HeaderViews {
  readonly ints: Int32Array;
  readonly floats: Float64Array;
}

export function headerViews(header: SharedArrayBuffer): HeaderViews {
  return {
    ints: new Int32Array(header, 0, INTEGERS),
    floats: new Float64Array(header, INTEGERS * 4),
  };
}

/** Cells of one chunk. A series lies within one chunk, so a handle needs one array and one index. */
export const CHUNK_CELLS = 65_536;
export const CHUNK_BYTES = CHUNK_CELLS * Float64Array.BYTES_PER_ELEMENT;
/** Address space a thread may use; memory is taken chunk by chunk. */
export const MAX_CELL_BYTES = 512 * CHUNK_BYTES;
export const MAX_DIRECTORY_BYTES = 128 * 1024 * 1024;

/** A metric as the directory names it: everything that can be said in JSON. */
export type MetricEntry = {
  readonly kind: "metric";
  readonly metric: number;
  readonly name: string;
  readonly type: "counter" | "gauge" | "histogram";
  readonly help: string;
  readonly unit: string;
  readonly labels: readonly string[];
  /** Bounds of a histogram's buckets; empty for the others. */
  readonly buckets: readonly number[];
  readonly exemplars: boolean;
  /** Whether the engine shall tell the thread of series of this metric that were idle for a day. */
  readonly expires: boolean;
};
/** A series begins: `cell` is the index of its first cell from the beginning of the slab. */
export type SeriesEntry = {
  readonly kind: "series";
  readonly metric: number;
  readonly cell: number;
  /** Values of the metric's labels, in their order. */
  readonly values: readonly string[];
};
/** A series ended: its cells may belong to another one from here on. */
export type FreedEntry = { readonly kind: "freed"; readonly cell: number };

/** One line of the directory: JSON, ended by a line feed. */
export type DirectoryEntry = MetricEntry | SeriesEntry | FreedEntry;

/**
 * The cells of a series, from its first:
 * - counter: its value.
 * - gauge: its value; how often it was written (so that a constant one is not taken for an idle one).
 * - histogram of n bounds: n + 1 counts of observations that fell in each bucket (not cumulative, the last is +Inf);
 *   their sum; then, with exemplars, EXEMPLAR_CELLS for each of the n + 1 buckets.
 */
export function cellsOf(type: MetricEntry["type"], bounds: number, exemplars: boolean): number {
  if (type === "counter") return 1;
  if (type === "gauge") return 2;
  return bounds + 2 + (exemplars ? (bounds + 1) * EXEMPLAR_CELLS : 0);
}

/** Value, wall time in milliseconds, trace id as four 32-bit integers, and their check (see `exemplarCheck`). */
export const EXEMPLAR_CELLS = 7;

/** Tells a reader whether it saw an exemplar whole: all six cells are written without a lock. */
export function exemplarCheck(timestampMs: number, a: number, b: number, c: number, d: number): number {
  return (a ^ b ^ c ^ d ^ (timestampMs | 0)) >>> 0;
}
