import type {
  Counter,
  CounterDeclaration,
  Gauge,
  GaugeDeclaration,
  Histogram,
  HistogramDeclaration,
  LabelDomains,
  MetricDeclaration,
  Recorder,
} from "../model/index.ts";

/** The instrument that writes what a declaration declares. */
export type InstrumentOf<D> =
  D extends CounterDeclaration<infer L extends LabelDomains>
    ? Counter<L>
    : D extends GaugeDeclaration<infer L extends LabelDomains>
      ? Gauge<L>
      : D extends HistogramDeclaration<infer L extends LabelDomains>
        ? Histogram<L>
        : never;

export type Instruments<T> = { readonly [K in keyof T]: InstrumentOf<T[K]> };

/** Binds declarations to a recorder, under the same keys. */
export function instrumentsOf<const T extends Readonly<Record<string, MetricDeclaration>>>(
  recorder: Recorder,
  declarations: T,
): Instruments<T> {
  const bound = Object.entries(declarations).map(([key, declaration]) => [key, bind(recorder, declaration)]);
  return Object.fromEntries(bound);
}

/** Binds one declaration, whatever its type. */
export function bind(recorder: Recorder, declaration: MetricDeclaration): unknown {
  switch (declaration.type) {
    case "counter":
      return recorder.counter(declaration);
    case "gauge":
      return recorder.gauge(declaration);
    case "histogram":
      return recorder.histogram(declaration);
  }
}
