import type { Clock } from "../../model/index.ts";

/** Calls `tick` at each whole multiple of the tick's length, by the wall clock. */
export class Ticker {
  readonly #tickMs: number;
  readonly #clock: Clock;
  readonly #tick: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(tickMs: number, clock: Clock, tick: () => void) {
    this.#tickMs = tickMs;
    this.#clock = clock;
    this.#tick = tick;
  }

  start(): void {
    const delayMs = untilNextTick(this.#clock.now(), this.#tickMs);
    this.#timer = setTimeout(() => {
      this.#tick();
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

/** Milliseconds from a time to the tick after the one it belongs to. */
export function untilNextTick(nowMs: number, tickMs: number): number {
  return (tickAt(nowMs, tickMs) + 1) * tickMs - nowMs;
}
