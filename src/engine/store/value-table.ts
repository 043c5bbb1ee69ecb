import { ChunkDirectory } from "./chunk-directory.ts";
import { decodeBefore, decodeChunk, encodeChunk, isInChunk } from "./codec/chunk.ts";
import { countBefore, nextAbsent, nextPresent } from "./codec/presence.ts";
import { WINDOW_TICKS, Window } from "./codec/window.ts";
import type { GatheredValues } from "./gathered-values.ts";
import { OpenWindows, PAGE_ROWS } from "./open-windows.ts";
import { byteOf, Slabs } from "./slabs.ts";

const NEVER = -1;

/**
 * The values of all series: a row a series, a column a tick. Each row is cut into windows, in another place than its
 * neighbors', so that at each tick only one row of `WINDOW_TICKS` ends a window, which is then packed into a chunk.
 */
export class ValueTable {
  readonly slabs = new Slabs();
  readonly directory = new ChunkDirectory(PAGE_ROWS);
  readonly #open = new OpenWindows();
  readonly #scratch = new Window();
  readonly #freeRows: number[] = [];
  #rows = 0;
  /** By row: the first and the last tick at which its series was there. */
  #firstTicks = new Int32Array(0);
  #lastTicks = new Int32Array(0);
  #nextTick = 0;

  get bytes(): number {
    return this.slabs.bytes + this.directory.bytes + this.#open.bytes + 2 * this.#lastTicks.byteLength;
  }

  /** A row for a new series. */
  addRow(): number {
    const row = this.#freeRows.pop() ?? this.#rows++;
    this.takeRow(row);
    return row;
  }

  /** The row with this number, as a snapshot says. */
  takeRow(row: number): void {
    this.#rows = Math.max(this.#rows, row + 1);
    while (row >= this.#open.rows) this.#grow();
    this.#firstTicks[row] = NEVER;
    this.#lastTicks[row] = NEVER;
  }

  /** Gives a row to the next series. Everything in it must be forgotten. */
  freeRow(row: number): void {
    this.#open.clear(row);
    this.#freeRows.push(row);
  }

  /** Gives the rows free that `takeRow` left out. */
  freeOthers(taken: ReadonlySet<number>): void {
    for (let row = 0; row < this.#rows; row++) if (!taken.has(row)) this.freeRow(row);
  }

  /** -1 while nothing was written. */
  firstTick(row: number): number {
    return this.#firstTicks[row]!;
  }

  /** -1 while nothing was written. */
  lastTick(row: number): number {
    return this.#lastTicks[row]!;
  }

  /** When the series of all rows were there, as of now. */
  ticksOfRows(): { readonly firstTicks: Int32Array; readonly lastTicks: Int32Array } {
    return {
      firstTicks: this.#firstTicks.slice(0, this.#rows),
      lastTicks: this.#lastTicks.slice(0, this.#rows),
    };
  }

  /** Writes a value at the tick that is next. @returns Whether there was none yet. */
  set(row: number, value: number): boolean {
    const tick = this.#nextTick;
    if (this.#lastTicks[row] === NEVER) this.#firstTicks[row] = tick;
    this.#lastTicks[row] = tick;
    return this.#open.set(row, positionOf(row, tick), value);
  }

  /** Ends the tick: packs the windows that end with it. */
  endTick(): void {
    const tick = this.#nextTick;
    const firstRow = (WINDOW_TICKS - 1 - (tick % WINDOW_TICKS)) % WINDOW_TICKS;
    for (let row = firstRow; row < this.#rows; row += WINDOW_TICKS) this.#seal(row, tick);
    this.#nextTick += 1;
  }

  /** Begins with another tick than 0, as a snapshot says. */
  goOnAt(tick: number): void {
    this.#nextTick = tick;
  }

  /** Reads the window of a row in which a tick is; an empty one where nothing is known of it. */
  readWindow(row: number, tick: number, window: Window): void {
    const ref = this.directory.get(windowOf(row, tick), row);
    const view = ref === 0 ? undefined : this.slabs.viewOf(ref);
    if (this.#isOpen(row, tick)) this.#open.read(row, window);
    else if (view === undefined) window.clear();
    else decodeChunk(view, byteOf(ref), window);
  }

  /** Gathers the values that a row has at ticks `from` to before `to`. */
  gather(row: number, from: number, to: number, into: GatheredValues): void {
    for (let tick = from; tick < to; ) {
      const position = positionOf(row, tick);
      const start = tick - position;
      const end = Math.min(to, start + WINDOW_TICKS);
      if (this.#isOpen(row, tick)) this.#open.gather(row, start, position, end - start, into);
      else this.#gatherOfChunk(row, start, position, end - start, into);
      tick = end;
    }
  }

  has(row: number, tick: number): boolean {
    const position = positionOf(row, tick);
    if (this.#isOpen(row, tick)) return this.#open.has(row, position);
    const ref = this.directory.get(windowOf(row, tick), row);
    const view = ref === 0 ? undefined : this.slabs.viewOf(ref);
    return view !== undefined && isInChunk(view, byteOf(ref), position);
  }

  forgetBefore(tick: number): void {
    this.slabs.forgetBefore(tick);
    this.directory.forgetBefore(tick);
  }

  /** Puts a window back that a snapshot holds as one that is being written. */
  restoreOpen(row: number, window: Window): void {
    let at = 0;
    for (let position = 0; position < WINDOW_TICKS; position++) {
      if (window.has(position)) this.#open.set(row, position, window.values[at++]!);
    }
  }

  /** Says when a row's series was there, as a snapshot knows. */
  restoreTicks(row: number, first: number, last: number): void {
    this.#firstTicks[row] = first;
    this.#lastTicks[row] = last;
  }

  #gatherOfChunk(row: number, start: number, from: number, to: number, into: GatheredValues): void {
    const ref = this.directory.get(windowOf(row, start), row);
    const view = ref === 0 ? undefined : this.slabs.viewOf(ref);
    if (view === undefined) return;
    decodeBefore(view, byteOf(ref), to, this.#scratch);
    const { present, values } = this.#scratch;
    let place = countBefore(present, 0, from);
    for (let begin = nextPresent(present, 0, from, to); begin < to; ) {
      const end = nextAbsent(present, 0, begin, to);
      into.take(start + begin, start + end, values, place);
      place += end - begin;
      begin = nextPresent(present, 0, end, to);
    }
  }

  #isOpen(row: number, tick: number): boolean {
    return windowOf(row, tick) === windowOf(row, this.#nextTick);
  }

  #seal(row: number, tick: number): void {
    // Nothing was written since the window began.
    if (this.#lastTicks[row]! <= tick - WINDOW_TICKS || this.#lastTicks[row] === NEVER) return;
    this.#open.read(row, this.#scratch);
    const ref = this.slabs.put(encodeChunk(this.#scratch), this.#scratch.count, tick);
    this.directory.set(windowOf(row, tick), row, ref);
    this.#open.clear(row);
  }

  #grow(): void {
    this.#open.grow();
    const rows = this.#open.rows;
    this.directory.reserve(rows);
    this.#firstTicks = grown(this.#firstTicks, rows);
    this.#lastTicks = grown(this.#lastTicks, rows);
  }
}

/** Number of the window of a row in which a tick is. */
export function windowOf(row: number, tick: number): number {
  return Math.floor((tick + phaseOf(row)) / WINDOW_TICKS);
}

/** Where in its window a tick is. */
export function positionOf(row: number, tick: number): number {
  return (tick + phaseOf(row)) % WINDOW_TICKS;
}

function phaseOf(row: number): number {
  return row % WINDOW_TICKS;
}

function grown(numbers: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(length);
  grown.set(numbers);
  return grown;
}
