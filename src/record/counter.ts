import type { CounterSeries, LabelDomains, LabeledCounter, LabelValues } from "../model/index.ts";
import type { Family } from "./family.ts";
import { Handle, type Home } from "./handle.ts";

/** Cell 0 holds the count. */
export class CounterHandle extends Handle implements CounterSeries {
  readonly #home: Home<CounterHandle>;

  constructor(labelValues: readonly string[], home: Home<CounterHandle>) {
    super(labelValues);
    this.#home = home;
  }

  inc(by = 1): void {
    if (typeof by !== "number" || !(by >= 0 && by < Number.POSITIVE_INFINITY)) {
      this.#home.fault("invalid_value");
      return;
    }
    if (this.cell < 0) this.#home.place(this);
    this.values[this.cell]! += by;
  }

  override activity(): number {
    return this.values[this.cell]!;
  }
}

/** A counter with labels, on this thread. */
export class CounterInstrument<L extends LabelDomains> implements LabeledCounter<L> {
  readonly #family: Family<CounterHandle>;

  constructor(family: Family<CounterHandle>) {
    this.#family = family;
  }

  series(labels: LabelValues<L>): CounterHandle {
    return this.#family.series(labels);
  }

  inc(labels: LabelValues<L>, by?: number): void {
    this.#family.series(labels).inc(by);
  }

  remove(labels: LabelValues<L>): void {
    this.#family.remove(labels);
  }
}
