import type { Samples, TimeRange } from "../../model/index.ts";
import { countBefore, nextAbsent, nextPresent } from "./codec/presence.ts";
import type { Window } from "./codec/window.ts";
import type { TickLog } from "./tick-log.ts";

/** The times at which somebody said that a series had ended, by the tick before. */
export type Ends = ReadonlyMap<number, number>;

/** What is known of the ends of a series where absence ends it. */
export interface Endings {
  readonly said: Ends | undefined;
  /** The tick before those that are added, where the series was there. */
  readonly tickBefore: number | undefined;
}

/** Ticks of a series on their way into an answer. */
interface Span {
  readonly window: Window;
  /** The tick that the window begins with. */
  readonly start: number;
  readonly from: number;
  /** The tick after the last one. */
  readonly to: number;
}

const NONE = -1;

/**
 * Samples of a series, put together tick by tick. Where absence ends it, and it was there at one tick and not at the
 * next, a mark says so at the time of the next; as Prometheus does, which writes a stale marker then.
 */
export class SampleColumn {
  readonly #log: TickLog;
  readonly #range: TimeRange;
  readonly #ends: Ends | undefined;
  readonly #marksRuns: boolean;
  readonly #times: Float64Array;
  readonly #values: Float64Array;
  #stale: Uint8Array | undefined;
  #length = 0;
  /** The newest tick at which the series was there, while that may be followed by a mark. */
  #lastTick: number;

  /**
   * @param capacity Ticks that may be added
   * @param endings Undefined where absence says nothing: there is no mark then
   */
  constructor(log: TickLog, range: TimeRange, capacity: number, endings: Endings | undefined) {
    this.#log = log;
    this.#range = range;
    this.#ends = endings?.said;
    this.#marksRuns = endings !== undefined;
    // One mark can follow the last tick; that of a gap stands at a tick without a sample.
    const most = capacity + 1 + (this.#ends?.size ?? 0);
    this.#times = new Float64Array(most);
    this.#values = new Float64Array(most);
    this.#lastTick = endings?.tickBefore ?? NONE;
  }

  /** Adds what a window has of a span. Spans come in the order of their ticks. */
  add(span: Span): void {
    if (span.window.isFull) this.#addRun(span.from, span.to, span.window, span.from - span.start);
    else this.#addPresent(span);
  }

  finish(): Samples {
    this.#endRun();
    const timestampsMs = this.#times.subarray(0, this.#length);
    const values = this.#values.subarray(0, this.#length);
    const stale = this.#stale?.subarray(0, this.#length);
    return stale === undefined ? { timestampsMs, values } : { timestampsMs, values, stale };
  }

  /** Adds the runs of ticks at which the series was there. */
  #addPresent({ window, start, from, to }: Span): void {
    const { present } = window;
    const last = to - start;
    let place = countBefore(present, 0, from - start);
    for (let begin = nextPresent(present, 0, from - start, last); begin < last; ) {
      const end = nextAbsent(present, 0, begin, last);
      this.#addRun(start + begin, start + end, window, place);
      place += end - begin;
      begin = nextPresent(present, 0, end, last);
    }
  }

  /** Adds ticks that all have a value, those of the window from a place on. */
  #addRun(from: number, to: number, window: Window, at: number): void {
    if (this.#lastTick !== from - 1) this.#endRun();
    if (this.#ends === undefined) this.#copy(from, to, window, at);
    else this.#addWithEnds(from, to, window, at);
  }

  /** Adds a run in which somebody may have said that the series had ended, though the next tick had it again. */
  #addWithEnds(from: number, to: number, window: Window, at: number): void {
    if (this.#lastTick !== NONE) this.#mark(this.#saidMs(this.#lastTick));
    let begun = from;
    for (const tick of this.#ends?.keys() ?? []) {
      if (tick < begun || tick >= to - 1) continue;
      this.#copy(begun, tick + 1, window, at + begun - from);
      this.#mark(this.#saidMs(tick));
      begun = tick + 1;
    }
    this.#copy(begun, to, window, at + begun - from);
  }

  #copy(from: number, to: number, window: Window, at: number): void {
    this.#log.copy(from, to, this.#times, this.#length);
    // For so few, faster than a copy of a part of the array.
    for (let i = 0; i < to - from; i++) this.#values[this.#length + i] = window.values[at + i]!;
    this.#length += to - from;
    this.#lastTick = to - 1;
  }

  /** Marks the end of a run: at the next tick, or when somebody said so before that. */
  #endRun(): void {
    const last = this.#lastTick;
    this.#lastTick = NONE;
    if (this.#marksRuns && last !== NONE) this.#mark(Math.min(this.#saidMs(last), this.#nextMs(last)));
  }

  /** When somebody said, before the next tick, that the series had ended; Infinity for never. */
  #saidMs(tick: number): number {
    const saidMs = this.#ends?.get(tick) ?? Infinity;
    return saidMs > this.#log.timeOf(tick) && saidMs < this.#nextMs(tick) ? saidMs : Infinity;
  }

  /** The time of the next tick; Infinity for none. */
  #nextMs(tick: number): number {
    return tick + 1 < this.#log.next ? this.#log.timeOf(tick + 1) : Infinity;
  }

  #mark(timestampMs: number): void {
    const { startMs, endMs } = this.#range;
    if (timestampMs < startMs || timestampMs > endMs || timestampMs === Infinity) return;
    this.#stale ??= new Uint8Array(this.#times.length);
    this.#stale[this.#length] = 1;
    this.#times[this.#length] = timestampMs;
    this.#values[this.#length] = Number.NaN;
    this.#length += 1;
  }
}
