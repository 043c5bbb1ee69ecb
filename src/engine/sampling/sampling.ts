import type { Clock, Logger } from "../../model/index.ts";
import type { Threads } from "../slab/threads.ts";
import type { EngineMetrics } from "./engine-metrics.ts";
import type { Expiry } from "./expiry.ts";
import type { Sampler } from "./sampler.ts";
import { tickAt } from "./ticker.ts";

export interface SamplingParts {
  readonly tickMs: number;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Lets the watchers bring their metrics up to date. */
  readonly collect: () => void;
  readonly threads: Threads;
  readonly metrics: EngineMetrics;
  readonly sampler: Sampler;
  readonly expiry: Expiry;
}

/** What happens at each tick. */
export class Sampling {
  readonly #parts: SamplingParts;
  #lastTick: number | undefined;
  #lastMs = Number.NEGATIVE_INFINITY;

  constructor(parts: SamplingParts) {
    this.#parts = parts;
  }

  /** Wall time of the last sample, in milliseconds; -Infinity before the first. */
  get lastMs(): number {
    return this.#lastMs;
  }

  /** Takes in what the threads wrote, so that what is read next is of now. */
  refresh(): void {
    this.#parts.threads.refresh();
    this.#parts.metrics.refresh();
  }

  /**
   * Samples everything. A tick at a time that was already sampled, as after the clock was set back, counts as missed.
   * @param atMs Wall time in milliseconds that it counts for. Default: now
   */
  tick(atMs = this.#parts.clock.now()): void {
    try {
      this.#sample(atMs);
    } catch (error) {
      this.#parts.logger.error({ err: error }, "Farol: a tick failed; the next one is tried");
    }
  }

  #sample(atMs: number): void {
    const { clock, metrics, sampler, expiry } = this.#parts;
    const began = clock.monotonic();
    this.#countMissed(atMs);
    if (atMs <= this.#lastMs) return;
    metrics.numbers.ticks += 1;
    this.#collect();
    this.refresh();
    sampler.sample(atMs);
    expiry.check();
    this.#lastMs = atMs;
    metrics.numbers.tickDurationSeconds = (clock.monotonic() - began) / 1000;
  }

  #countMissed(atMs: number): void {
    const tick = tickAt(atMs, this.#parts.tickMs);
    const skipped = this.#lastTick === undefined ? 0 : Math.max(0, tick - this.#lastTick - 1);
    this.#parts.metrics.numbers.missedTicks += skipped + (atMs <= this.#lastMs ? 1 : 0);
    this.#lastTick = tick;
  }

  #collect(): void {
    try {
      this.#parts.collect();
    } catch (error) {
      this.#parts.logger.error({ err: error }, "Farol: a watcher failed; its metrics are not of this tick");
    }
  }
}
