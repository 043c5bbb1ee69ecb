import type { SeriesWriter } from "../../src/model/index.ts";
import { randomFrom } from "../harness/random.ts";

/** Buckets of a histogram; with its sum and count it has two series more. */
const BUCKETS = 14;
const HISTOGRAM = BUCKETS + 2;

/**
 * Series as a service has them: three fifths belong to histograms, half of which see traffic; a quarter are counters;
 * a tenth are gauges that count things, and the rest are gauges of any number. The same ones in every run.
 */
export class TypicalMix {
  readonly values: Float64Array;
  readonly #random = randomFrom(1);
  readonly #histograms: readonly number[];
  readonly #counters: readonly number[];

  constructor(count: number) {
    this.values = new Float64Array(count);
    const histograms = Math.floor((count * 0.6) / HISTOGRAM);
    this.#histograms = Array.from({ length: histograms }, () => this.#rate(0.5, 4));
    const counters = Math.floor(count * 0.25);
    this.#counters = Array.from({ length: counters }, () => this.#rate(0.4, 4));
  }

  /** The ids of all series in a store. */
  idsIn(store: SeriesWriter): Uint32Array {
    return Uint32Array.from(this.values, (_, i) => {
      const route = `/api/v1/resource-${Math.floor(i / HISTOGRAM)}/:id`;
      const labels = { method: "GET", route, le: String(i % HISTOGRAM) };
      return store.series("http_request_duration_seconds_bucket", labels);
    });
  }

  /** What happens until the next tick. */
  advance(): void {
    const { values } = this;
    let at = 0;
    for (const rate of this.#histograms) at = this.#observe(at, this.#happened(rate));
    for (const rate of this.#counters) values[at++]! += this.#happened(rate);
    const wholeGauges = at + Math.floor((values.length - at) * 0.66);
    for (; at < wholeGauges; at++) if (this.#random() < 0.3) values[at] = Math.floor(this.#random() * 50);
    for (; at < values.length; at++) if (this.#random() < 0.5) values[at] = this.#random();
  }

  #observe(at: number, count: number): number {
    let cumulative = 0;
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      const left = count - cumulative;
      cumulative += bucket === BUCKETS - 1 ? left : Math.round(left * (0.2 + 0.2 * this.#random()));
      this.values[at + bucket]! += cumulative;
    }
    this.values[at + BUCKETS]! += count * (0.05 + 0.1 * this.#random());
    this.values[at + BUCKETS + 1]! += count;
    return at + HISTOGRAM;
  }

  /** Events a tick: none for a share of the series, and many for few. */
  #rate(idleShare: number, spread: number): number {
    return this.#random() < idleShare ? 0 : Math.exp(this.#random() * 2 * spread - 2);
  }

  /** About as many as the rate says: their square root more or less, as with arrivals. */
  #happened(rate: number): number {
    if (rate === 0) return 0;
    const bell = this.#random() + this.#random() + this.#random() - 1.5;
    return Math.max(0, Math.round(rate + 2 * Math.sqrt(rate) * bell));
  }
}
