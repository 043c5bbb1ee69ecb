import type { Clock } from "../../model/index.ts";

/**
 * Calls `tick` at each whole multiple of the tick's length, by the wall clock, with that time: a timer is off by a little
 * every time, and what lasts for so many ticks would last for one more or less.
 */
export class Ticker {
  readonly #tickMs: number;
  readonly #clock: Clock;
  readonly #tick: (atMs: number) => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(tickMs: number, clock: Clock, tick: (atMs: number) => void) {
    this.#tickMs = tickMs;
    this.#clock = clock;
    this.#tick = tick;
  }

  start(): void {
    const nowMs = this.#clock.now();
    const delayMs = untilNextTick(nowMs, this.#tickMs);
    this.#timer = setTimeout(() => {
      this.#tick(timeOfTick(this.#clock.now(), nowMs + delayMs, this.#tickMs));
      this.start();
    }, delayMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

/** Which tick a time belongs to: the nearest, as a timer may fire a little early and is often a little late. */
export function tickAt(nowMs: number, tickMs: number): number {
  return Math.round(nowMs / tickMs);
}

/** The time that a tick counts for: the one that it was due at, and now when it comes too late for that. */
export function timeOfTick(nowMs: number, dueMs: number, tickMs: number): number {
  return tickAt(nowMs, tickMs) === tickAt(dueMs, tickMs) ? dueMs : nowMs;
}

/** Milliseconds from a time to the tick after the one it belongs to. */
export function untilNextTick(nowMs: number, tickMs: number): number {
  return (tickAt(nowMs, tickMs) + 1) * tickMs - nowMs;
}
