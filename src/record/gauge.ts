import type { GaugeSeries, LabelDomains, LabeledGauge, LabelValues } from "../model/index.ts";
import type { Family } from "./family.ts";
import { Handle, type Home } from "./handle.ts";

/** Cell 0 holds the value, cell 1 how often it was written. */
export class GaugeHandle extends Handle implements GaugeSeries {
  readonly #home: Home<GaugeHandle>;

  constructor(labelValues: readonly string[], home: Home<GaugeHandle>) {
    super(labelValues);
    this.#home = home;
  }

  set(value: number): void {
    if (typeof value !== "number") {
      this.#home.fault("invalid_value");
      return;
    }
    if (this.cell < 0) this.#home.place(this);
    this.values[this.cell] = value;
    this.values[this.cell + 1]! += 1;
  }

  add(by = 1): void {
    this.set(this.cell < 0 ? by : this.values[this.cell]! + by);
  }

  override activity(): number {
    return this.values[this.cell + 1]!;
  }
}

/** A gauge with labels, on this thread. */
export class GaugeInstrument<L extends LabelDomains> implements LabeledGauge<L> {
  readonly #family: Family<GaugeHandle>;

  constructor(family: Family<GaugeHandle>) {
    this.#family = family;
  }

  series(labels: LabelValues<L>): GaugeHandle {
    return this.#family.series(labels);
  }

  set(labels: LabelValues<L>, value: number): void {
    this.#family.series(labels).set(value);
  }

  add(labels: LabelValues<L>, by?: number): void {
    this.#family.series(labels).add(by);
  }

  remove(labels: LabelValues<L>): void {
    this.#family.remove(labels);
  }
}
