import { performance } from "node:perf_hooks";

/** Where the time comes from. Everything that asks for the time is given one, so that tests can move it. */
export interface Clock {
  /** Wall time, in milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /** Time that never goes back, in milliseconds since an arbitrary moment; for measuring durations. */
  monotonic(): number;
}

/** The machine's clock: the only place that reads it. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};

/** A clock that stands still until it is told to move. */
export class ManualClock implements Clock {
  #now: number;
  #monotonic = 0;

  constructor(startMs = 0) {
    this.#now = startMs;
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#monotonic;
  }

  /** Moves both readings forward. */
  advance(ms: number): void {
    this.#now += ms;
    this.#monotonic += ms;
  }
}
