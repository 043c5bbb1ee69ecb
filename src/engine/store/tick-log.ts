/** The times of all ticks, once for all series. A tick is known by its number, counted from 0 since the store began. */
export class TickLog {
  #times: Float64Array;
  #first = 0;
  #length = 0;

  constructor(capacity: number) {
    this.#times = new Float64Array(capacity);
  }

  /** Number of the oldest tick that is kept. */
  get first(): number {
    return this.#first;
  }

  /** Number that the next tick will have. */
  get next(): number {
    return this.#first + this.#length;
  }

  timeOf(tick: number): number {
    return this.#times[tick - this.#first]!;
  }

  /** Appends a tick; its number is `next`. When there is no room, the older half is forgotten. */
  append(timestampMs: number): void {
    if (this.#length === this.#times.length) this.#forget(this.#length >> 1);
    this.#times[this.#length] = timestampMs;
    this.#length += 1;
  }

  /** Number of the first tick at or after a time (`next` when there is none). */
  atOrAfter(timestampMs: number): number {
    let [low, high] = [0, this.#length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#times[middle]! < timestampMs) low = middle + 1;
      else high = middle;
    }
    return this.#first + low;
  }

  /** Copies the times of ticks `from` to before `to`. */
  copy(from: number, to: number, out: Float64Array, at: number): void {
    out.set(this.#times.subarray(from - this.#first, to - this.#first), at);
  }

  #forget(count: number): void {
    this.#times.copyWithin(0, count, this.#length);
    this.#first += count;
    this.#length -= count;
  }
}
