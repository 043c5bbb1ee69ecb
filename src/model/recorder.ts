import type {
  CounterDeclaration,
  GaugeDeclaration,
  HistogramDeclaration,
  LabelDomains,
  LabelValues,
  RecordingFault,
} from "./metric.ts";

/** One series of a counter, found once and kept: recording on it is an index and an add. */
export interface CounterSeries {
  /** Adds `by` (default 1), which must be a number from 0 on; anything else is counted as a fault and ignored. */
  inc(by?: number): void;
}

/** One series of a gauge. */
export interface GaugeSeries {
  set(value: number): void;
  /** Adds `by` (default 1), which may be negative. */
  add(by?: number): void;
}

/** One series of a histogram. */
export interface HistogramSeries {
  /** Records one observation, in the metric's unit. NaN is counted as a fault and ignored. */
  observe(value: number): void;
  /** The same, and remembers it as its bucket's exemplar. `traceId`: 32 lower-case hexadecimal digits. */
  observeTraced(value: number, traceId: string): void;
}

/** Finds a series by its labels. Keep what it returns when the labels are known beforehand: it costs far less. */
interface ByLabels<L extends LabelDomains, S> {
  series(labels: LabelValues<L>): S;
  /** Ends a series; it begins again at 0 when it is written again. */
  remove(labels: LabelValues<L>): void;
}

export interface LabeledCounter<L extends LabelDomains> extends ByLabels<L, CounterSeries> {
  inc(labels: LabelValues<L>, by?: number): void;
}
export interface LabeledGauge<L extends LabelDomains> extends ByLabels<L, GaugeSeries> {
  set(labels: LabelValues<L>, value: number): void;
  add(labels: LabelValues<L>, by?: number): void;
}
export interface LabeledHistogram<L extends LabelDomains> extends ByLabels<L, HistogramSeries> {
  observe(labels: LabelValues<L>, value: number): void;
  observeTraced(labels: LabelValues<L>, value: number, traceId: string): void;
}

/** The instrument of a metric without labels is its only series. */
type Instrument<L extends LabelDomains, Labeled, Series> = [keyof L] extends [never] ? Series : Labeled;

export type Counter<L extends LabelDomains> = Instrument<L, LabeledCounter<L>, CounterSeries>;
export type Gauge<L extends LabelDomains> = Instrument<L, LabeledGauge<L>, GaugeSeries>;
export type Histogram<L extends LabelDomains> = Instrument<L, LabeledHistogram<L>, HistogramSeries>;

/**
 * Turns declarations into instruments that write this thread's memory. The same declaration always gives the same
 * instrument. Nothing that an instrument does throws: what cannot be recorded is counted as a fault.
 * @throws FarolError when a declaration is made that cannot stand: two that differ under one name.
 */
export interface Recorder {
  counter<L extends LabelDomains>(declaration: CounterDeclaration<L>): Counter<L>;
  gauge<L extends LabelDomains>(declaration: GaugeDeclaration<L>): Gauge<L>;
  histogram<L extends LabelDomains>(declaration: HistogramDeclaration<L>): Histogram<L>;
  /** Counts something that could not be recorded. */
  fault(kind: RecordingFault): void;
}
