/** How far one request may move what is usual: so a single one that hangs changes little. */
const MAX_SLOWDOWN = 5;

/** About as many of the latest requests are remembered. */
const MEMORY = 50;

/** How long requests of one kind usually take: their mean, which forgets. */
export class UsualDuration {
  #meanMs = 0;
  #learned = 0;

  /** Whether nothing has been learned yet. */
  get isUnknown(): boolean {
    return this.#learned === 0;
  }

  /** In milliseconds; 0 while it is unknown. */
  get ms(): number {
    return this.#meanMs;
  }

  /** Takes a request's duration as a usual one. */
  learn(durationMs: number): void {
    const learned = this.isUnknown ? durationMs : Math.min(durationMs, MAX_SLOWDOWN * this.#meanMs);
    this.#learned = Math.min(this.#learned + 1, MEMORY);
    this.#meanMs += (learned - this.#meanMs) / this.#learned;
  }

  /** How many times as long as usual this was, 5 at most; 1 while it is not known what is usual. */
  slowdown(durationMs: number): number {
    return this.#meanMs === 0 ? 1 : Math.min(durationMs / this.#meanMs, MAX_SLOWDOWN);
  }
}
