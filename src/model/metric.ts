import type { Place } from "./place.ts";

/**
 * Marks a label whose values are not known beforehand, such as a route's template. Its series are capped. The same symbol
 * in every copy of Farol: a definition may bring its own.
 */
export const unboundedLabel: unique symbol = Symbol.for("farol.unboundedLabel");

/** The values a label may take: a closed set, or `unboundedLabel`. */
export type LabelDomain = readonly string[] | typeof unboundedLabel;

/** A metric's labels, in the order in which they are written out. */
export type LabelDomains = Readonly<Record<string, LabelDomain>>;

/** The label values that a declaration admits: a union for a closed set, any string for an unbounded one. */
export type LabelValues<L extends LabelDomains> = {
  readonly [K in keyof L]: L[K] extends readonly (infer V extends string)[] ? V : string;
};

/** The unit of a metric's values, as its name ends. `none` for counts of things and states. */
export type Unit = "seconds" | "bytes" | "ratio" | "celsius" | "none";

export type MetricType = "counter" | "gauge" | "histogram";

interface Declared<T extends MetricType, L extends LabelDomains> {
  readonly type: T;
  readonly name: string;
  /** What the number means, in one sentence: `HELP` in the exposition. */
  readonly help: string;
  readonly unit: Unit;
  readonly labels: L;
  /**
   * The values that unbounded labels can take at all, where that is known: their series begin when they are first seen,
   * and a rule that asks for another value is found by the check. Default: nothing is known.
   */
  readonly knownValues?: Readonly<Record<string, readonly string[]>>;
  /** Series this metric may have on one thread; what comes past it goes to one overflow series. Default 2000. */
  readonly maxSeries: number;
  /** Whether a series that nothing wrote for a day is forgotten. Closed sets never are. Default true. */
  readonly expires: boolean;
  readonly place: Place;
  /** Nothing of ours emits it, but a Prometheus or an exporter does. Default: it is ours. */
  readonly external?: true;
}

export interface CounterDeclaration<L extends LabelDomains = LabelDomains> extends Declared<"counter", L> {}
export interface GaugeDeclaration<L extends LabelDomains = LabelDomains> extends Declared<"gauge", L> {}
export interface HistogramDeclaration<L extends LabelDomains = LabelDomains>
  extends Declared<"histogram", L> {
  /** Upper bounds of the buckets, ascending, without +Inf. */
  readonly buckets: readonly number[];
  /** Whether observations may carry a trace id. Costs seven numbers a bucket. Default false. */
  readonly exemplars: boolean;
}

export type MetricDeclaration<L extends LabelDomains = LabelDomains> =
  | CounterDeclaration<L>
  | GaugeDeclaration<L>
  | HistogramDeclaration<L>;

/** The label value under which everything past a metric's cap is counted. */
export const OVERFLOW = "overflow";

/** What a recorder could not take as given; each is counted, none is thrown. */
export const RECORDING_FAULTS = [
  "overflow",
  "invalid_value",
  "unknown_label_value",
  "out_of_memory",
  "conflict",
] as const;
export type RecordingFault = (typeof RECORDING_FAULTS)[number];
