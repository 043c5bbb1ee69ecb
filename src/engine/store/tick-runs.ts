/** Runs of ticks, ascending: at which a series was there. */
export class TickRuns {
  /** Where each run begins, and the tick after it. */
  #bounds = new Int32Array(16);
  #length = 0;
  #ticks = 0;

  /** Runs that do not follow upon each other. */
  get count(): number {
    return this.#length / 2;
  }

  /** Ticks of all runs. */
  get ticks(): number {
    return this.#ticks;
  }

  clear(): void {
    this.#length = 0;
    this.#ticks = 0;
  }

  /** Adds ticks `from` to before `to`, which are not before those that are there. */
  add(from: number, to: number): void {
    this.#ticks += to - from;
    if (this.#length > 0 && this.#bounds[this.#length - 1] === from) {
      this.#bounds[this.#length - 1] = to;
      return;
    }
    if (this.#length === this.#bounds.length) {
      const grown = new Int32Array(2 * this.#length);
      grown.set(this.#bounds);
      this.#bounds = grown;
    }
    this.#bounds[this.#length++] = from;
    this.#bounds[this.#length++] = to;
  }

  /** The tick that run `i` begins with. */
  from(i: number): number {
    return this.#bounds[2 * i]!;
  }

  /** The tick after run `i`. */
  to(i: number): number {
    return this.#bounds[2 * i + 1]!;
  }

  equals(other: TickRuns): boolean {
    if (this.#length !== other.#length) return false;
    for (let i = 0; i < this.#length; i++) if (this.#bounds[i] !== other.#bounds[i]) return false;
    return true;
  }

  copy(): TickRuns {
    const copy = new TickRuns();
    for (let i = 0; i < this.count; i++) copy.add(this.from(i), this.to(i));
    return copy;
  }
}
