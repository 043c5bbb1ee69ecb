import {
  type Clock,
  EXEMPLAR_CELLS,
  exemplarCheck,
  type HistogramSeries,
  type LabelDomains,
  type LabeledHistogram,
  type LabelValues,
} from "../model/index.ts";
import type { Buckets } from "./buckets.ts";
import type { Family } from "./family.ts";
import { Handle, type Home } from "./handle.ts";

/** What all series of one histogram share. */
export interface HistogramKind {
  readonly buckets: Buckets;
  readonly exemplars: boolean;
  readonly clock: Clock;
}

/** Cells: the count of each bucket, then the sum, then the exemplars. */
export class HistogramHandle extends Handle implements HistogramSeries {
  readonly #home: Home<HistogramHandle>;
  readonly #kind: HistogramKind;
  readonly #buckets: Buckets;

  constructor(labelValues: readonly string[], home: Home<HistogramHandle>, kind: HistogramKind) {
    super(labelValues);
    this.#home = home;
    this.#kind = kind;
    this.#buckets = kind.buckets;
  }

  observe(value: number): void {
    if (typeof value !== "number" || Number.isNaN(value)) {
      this.#home.fault("invalid_value");
      return;
    }
    if (this.cell < 0) this.#home.place(this);
    this.values[this.cell + this.#buckets.indexOf(value)]! += 1;
    this.values[this.cell + this.#buckets.last + 1]! += value;
  }

  observeTraced(value: number, traceId: string): void {
    this.observe(value);
    if (!this.#kind.exemplars || !TRACE_ID.test(traceId) || !Number.isFinite(value)) return;
    this.#writeExemplar(value, this.#kind.clock.now(), traceId);
  }

  override activity(): number {
    const counts = this.values.subarray(this.cell, this.cell + this.#buckets.last + 1);
    return counts.reduce((total, count) => total + count, 0);
  }

  #writeExemplar(value: number, nowMs: number, traceId: string): void {
    const { last } = this.#buckets;
    const at = this.cell + last + 2 + this.#buckets.indexOf(value) * EXEMPLAR_CELLS;
    const [a, b, c, d] = [0, 8, 16, 24].map((from) => Number.parseInt(traceId.slice(from, from + 8), 16));
    const check = exemplarCheck(nowMs, a!, b!, c!, d!);
    this.values.set([value, nowMs, a!, b!, c!, d!, check], at);
  }
}

const TRACE_ID = /^[0-9a-f]{32}$/;

/** A histogram with labels, on this thread. */
export class HistogramInstrument<L extends LabelDomains> implements LabeledHistogram<L> {
  readonly #family: Family<HistogramHandle>;

  constructor(family: Family<HistogramHandle>) {
    this.#family = family;
  }

  series(labels: LabelValues<L>): HistogramHandle {
    return this.#family.series(labels);
  }

  observe(labels: LabelValues<L>, value: number): void {
    this.#family.series(labels).observe(value);
  }

  observeTraced(labels: LabelValues<L>, value: number, traceId: string): void {
    this.#family.series(labels).observeTraced(value, traceId);
  }

  remove(labels: LabelValues<L>): void {
    this.#family.remove(labels);
  }
}
