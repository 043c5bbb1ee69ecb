import { TickRuns } from "./tick-runs.ts";

const FIRST_CAPACITY = 512;

/** The times of all ticks, once for all series. A tick is known by its number, counted from 0 since the store began. */
export class TickLog {
  #times = new Float64Array(FIRST_CAPACITY);
  /** Samples of each tick. */
  #counts = new Uint32Array(FIRST_CAPACITY);
  #first = 0;
  #next = 0;
  /** Number of the tick that the arrays begin with. */
  #base = 0;
  #samples = 0;
  /** What was asked for last, of one run and of several. */
  #view = this.#times.subarray(0, 0);
  #ofRuns = { runs: new TickRuns(), times: new Float64Array(0) };

  /** Number of the oldest tick that is kept. */
  get first(): number {
    return this.#first;
  }

  /** Number that the next tick will have. */
  get next(): number {
    return this.#next;
  }

  /** Samples of all ticks that are kept. */
  get samples(): number {
    return this.#samples;
  }

  get bytes(): number {
    return this.#times.byteLength + this.#counts.byteLength;
  }

  timeOf(tick: number): number {
    return this.#times[tick - this.#base]!;
  }

  countOf(tick: number): number {
    return this.#counts[tick - this.#base]!;
  }

  /** Appends a tick; its number is `next`. */
  append(timestampMs: number, samples: number): void {
    if (this.#next - this.#base === this.#times.length) this.#makeRoom();
    this.#times[this.#next - this.#base] = timestampMs;
    this.#counts[this.#next - this.#base] = samples;
    this.#next += 1;
    this.#samples += samples;
  }

  /** Begins with another number than 0. Only while it is empty. */
  beginAt(tick: number): void {
    this.#base = tick;
    this.#first = tick;
    this.#next = tick;
  }

  /** Number of the first tick at or after a time (`next` when there is none). */
  atOrAfter(timestampMs: number): number {
    let [low, high] = [this.#first, this.#next];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.timeOf(middle) < timestampMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Number of the first tick after a time. */
  after(timestampMs: number): number {
    const tick = this.atOrAfter(timestampMs);
    return tick < this.#next && this.timeOf(tick) === timestampMs ? tick + 1 : tick;
  }

  /** The times of these ticks; the array of the last call again where they are the same. Never written again. */
  timesOf(runs: TickRuns): Float64Array {
    if (runs.count === 1) return this.#timesOfRun(runs.from(0), runs.to(0));
    if (!runs.equals(this.#ofRuns.runs)) {
      const times = new Float64Array(runs.ticks);
      let at = 0;
      for (let i = 0; i < runs.count; i++) {
        this.copy(runs.from(i), runs.to(i), times, at);
        at += runs.to(i) - runs.from(i);
      }
      this.#ofRuns = { runs: runs.copy(), times };
    }
    return this.#ofRuns.times;
  }

  #timesOfRun(from: number, to: number): Float64Array {
    const { times, view, start } = { times: this.#times, view: this.#view, start: from - this.#base };
    const isSame = view.buffer === times.buffer && view.byteOffset === start * 8 && view.length === to - from;
    if (!isSame) this.#view = times.subarray(start, start + to - from);
    return this.#view;
  }

  /** Copies the times of ticks `from` to before `to`. */
  copy(from: number, to: number, out: Float64Array, at: number): void {
    const [times, shift] = [this.#times, at - from];
    for (let tick = from; tick < to; tick++) out[tick + shift] = times[tick - this.#base]!;
  }

  /** Forgets the ticks before this one. */
  forgetBefore(tick: number): void {
    for (; this.#first < tick; this.#first++) this.#samples -= this.countOf(this.#first);
  }

  #makeRoom(): void {
    const kept = this.#next - this.#first;
    const capacity = kept > this.#times.length / 2 ? 2 * this.#times.length : this.#times.length;
    const [times, counts] = [new Float64Array(capacity), new Uint32Array(capacity)];
    times.set(this.#times.subarray(this.#first - this.#base));
    counts.set(this.#counts.subarray(this.#first - this.#base));
    [this.#times, this.#counts, this.#base] = [times, counts, this.#first];
  }
}
