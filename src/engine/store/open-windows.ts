import { nextAbsent, nextPresent } from "./codec/presence.ts";
import { WINDOW_TICKS, type Window } from "./codec/window.ts";
import type { GatheredValues } from "./gathered-values.ts";

/** Rows of a page, which is a mebibyte. */
export const PAGE_ROWS = 1024;
const WORDS = WINDOW_TICKS / 32;

/** The newest window of each row, as plain numbers, so that a value is written by its place. */
export class OpenWindows {
  readonly #pages: Float64Array[] = [];
  /** A bit for each tick at which the row's series was there. */
  #present = new Uint32Array(0);

  /** Rows that there is room for. */
  get rows(): number {
    return this.#pages.length * PAGE_ROWS;
  }

  get bytes(): number {
    return this.#pages.length * PAGE_ROWS * WINDOW_TICKS * 8 + this.#present.byteLength;
  }

  /** Makes room for another page. */
  grow(): void {
    this.#pages.push(new Float64Array(PAGE_ROWS * WINDOW_TICKS));
    const present = new Uint32Array(this.rows * WORDS);
    present.set(this.#present);
    this.#present = present;
  }

  /** @returns Whether there was no value yet. */
  set(row: number, position: number, value: number): boolean {
    this.#pages[row >>> 10]![(row & (PAGE_ROWS - 1)) * WINDOW_TICKS + position] = value;
    const at = row * WORDS + (position >> 5);
    const [before, bit] = [this.#present[at]!, 1 << (position & 31)];
    this.#present[at] = before | bit;
    return (before & bit) === 0;
  }

  has(row: number, position: number): boolean {
    return ((this.#present[row * WORDS + (position >> 5)]! >>> (position & 31)) & 1) === 1;
  }

  /** Gathers the values at positions `from` to before `to` of the window that begins with tick `start`. */
  gather(row: number, start: number, from: number, to: number, into: GatheredValues): void {
    const [present, base] = [this.#present, row * WORDS];
    const page = this.#pages[row >>> 10]!;
    const first = (row & (PAGE_ROWS - 1)) * WINDOW_TICKS;
    for (let begin = nextPresent(present, base, from, to); begin < to; ) {
      const end = nextAbsent(present, base, begin, to);
      into.take(start + begin, start + end, page, first + begin);
      begin = nextPresent(present, base, end, to);
    }
  }

  clear(row: number): void {
    this.#present.fill(0, row * WORDS, (row + 1) * WORDS);
  }

  read(row: number, window: Window): void {
    window.clear();
    const page = this.#pages[row >>> 10]!;
    const first = (row & (PAGE_ROWS - 1)) * WINDOW_TICKS;
    for (let position = 0; position < WINDOW_TICKS; position++) {
      if (this.has(row, position)) window.push(position, page[first + position]!);
    }
  }
}
