/** Ticks that a chunk covers: half an hour at a tick of 15 s. */
export const WINDOW_TICKS = 128;

/** What one series was at `WINDOW_TICKS` ticks in a row: at which of them it was there, and its values at those. */
export class Window {
  /** The values of the ticks at which it was there, in their order; the first `count` are of this window. */
  readonly values = new Float64Array(WINDOW_TICKS);
  /** The same, as the low and the high half of each. */
  readonly words = new Uint32Array(this.values.buffer);
  /** A bit for each tick. */
  readonly present = new Uint32Array(WINDOW_TICKS / 32);
  count = 0;

  get isFull(): boolean {
    return this.count === WINDOW_TICKS;
  }

  has(position: number): boolean {
    return ((this.present[position >> 5]! >>> (position & 31)) & 1) === 1;
  }

  clear(): void {
    this.present.fill(0);
    this.count = 0;
  }

  /** Appends the value of a tick, which must come after those that are there. */
  push(position: number, value: number): void {
    this.present[position >> 5]! |= 1 << (position & 31);
    this.values[this.count] = value;
    this.count += 1;
  }
}
