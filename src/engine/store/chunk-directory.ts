import { WINDOW_TICKS } from "./codec/window.ts";
import type { ChunkRef } from "./slabs.ts";

/** Where the chunk of each series' row is, window by window. */
export class ChunkDirectory {
  /** By the number of the window: a reference a row. */
  readonly #windows = new Map<number, Uint32Array>();
  /** By the number of the window: how many references it has. */
  readonly #counts = new Map<number, number>();
  #first = 0;
  #rows: number;
  #bytes = 0;
  #count = 0;

  constructor(rows: number) {
    this.#rows = rows;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** How many chunks it knows. */
  get count(): number {
    return this.#count;
  }

  /** 0 where there is none. */
  get(window: number, row: number): ChunkRef {
    return this.#windows.get(window)?.[row] ?? 0;
  }

  /** Of a window that has none of this row yet. */
  set(window: number, row: number, ref: ChunkRef): void {
    let refs = this.#windows.get(window);
    if (refs === undefined || row >= refs.length) refs = this.#grow(window, refs);
    refs[row] = ref;
    this.#counts.set(window, (this.#counts.get(window) ?? 0) + 1);
    this.#count += 1;
  }

  /** Makes room for rows up to a number; windows get it when they are written. */
  reserve(rows: number): void {
    this.#rows = Math.max(this.#rows, rows);
  }

  /** Forgets the windows of which even the last row's ended before a tick. */
  forgetBefore(tick: number): void {
    for (; (this.#first + 1) * WINDOW_TICKS <= tick; this.#first++) {
      this.#bytes -= this.#windows.get(this.#first)?.byteLength ?? 0;
      this.#count -= this.#counts.get(this.#first) ?? 0;
      this.#windows.delete(this.#first);
      this.#counts.delete(this.#first);
    }
  }

  /** The numbers of all windows, ascending. */
  windows(): number[] {
    return [...this.#windows.keys()].sort((a, b) => a - b);
  }

  #grow(window: number, before: Uint32Array | undefined): Uint32Array {
    const refs = new Uint32Array(this.#rows);
    if (before !== undefined) refs.set(before);
    this.#windows.set(window, refs);
    this.#bytes += refs.byteLength - (before?.byteLength ?? 0);
    return refs;
  }
}
