import {
  type CounterDeclaration,
  FarolError,
  type GaugeDeclaration,
  type HistogramDeclaration,
  LABEL_NAME,
  type LabelDomains,
  METRIC_NAME,
  type MetricDeclaration,
  type Unit,
} from "../model/index.ts";
import { placeOfCaller } from "./place.ts";

/** Buckets for durations in seconds: 1 ms to 10 s, finer where thresholds lie. */
export const DURATION_BUCKETS = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 10,
] as const;

/** Buckets for sizes in bytes: 64 B to 64 MiB, by factors of four. */
export const SIZE_BUCKETS = Array.from({ length: 11 }, (_, i) => 64 * 4 ** i);

const DEFAULT_MAX_SERIES = 2000;

interface Common {
  readonly name: string;
  readonly help: string;
  /** Default: read off the name's ending, else `none`. */
  readonly unit?: Unit;
  /** The values that unbounded labels can take at all, where that is known. Default: nothing is known. */
  readonly knownValues?: Readonly<Record<string, readonly string[]>>;
  /** Default: 2000. */
  readonly maxSeries?: number;
  /** Default: true. */
  readonly expires?: boolean;
}

interface Distribution {
  /** Default: DURATION_BUCKETS, or SIZE_BUCKETS where the unit is bytes. */
  readonly buckets?: readonly number[];
  /** Default: false. */
  readonly exemplars?: boolean;
}

type NoLabels = Record<never, never>;
// Two signatures each, because a parameter that is left out would be inferred from where the result goes.
type Unlabeled<S> = S & { readonly labels?: undefined };
type Labeled<S, L extends LabelDomains> = S & { readonly labels: L };

/**
 * Declares something that is counted and only goes up. Its name ends in `_total`.
 * @throws FarolError FAROL_METRIC_NAME, FAROL_LABEL_NAME, FAROL_LABEL_VALUES
 */
export function counter(spec: Unlabeled<Common>): CounterDeclaration<NoLabels>;
export function counter<const L extends LabelDomains>(spec: Labeled<Common, L>): CounterDeclaration<L>;
export function counter(spec: Common & { labels?: LabelDomains | undefined }): CounterDeclaration {
  return checked({ ...common(spec), type: "counter", place: placeOfCaller(counter) });
}

/**
 * Declares a state that goes up and down.
 * @throws FarolError FAROL_METRIC_NAME, FAROL_LABEL_NAME, FAROL_LABEL_VALUES
 */
export function gauge(spec: Unlabeled<Common>): GaugeDeclaration<NoLabels>;
export function gauge<const L extends LabelDomains>(spec: Labeled<Common, L>): GaugeDeclaration<L>;
export function gauge(spec: Common & { labels?: LabelDomains | undefined }): GaugeDeclaration {
  return checked({ ...common(spec), type: "gauge", place: placeOfCaller(gauge) });
}

/**
 * Declares a distribution.
 * @throws FarolError FAROL_METRIC_NAME, FAROL_LABEL_NAME, FAROL_LABEL_VALUES, FAROL_BUCKETS
 */
export function histogram(spec: Unlabeled<Common & Distribution>): HistogramDeclaration<NoLabels>;
export function histogram<const L extends LabelDomains>(
  spec: Labeled<Common & Distribution, L>,
): HistogramDeclaration<L>;
export function histogram(
  spec: Common & Distribution & { labels?: LabelDomains | undefined },
): HistogramDeclaration {
  const shared = common(spec);
  const buckets = spec.buckets ?? (shared.unit === "bytes" ? SIZE_BUCKETS : DURATION_BUCKETS);
  const place = placeOfCaller(histogram);
  return checked({ ...shared, type: "histogram", buckets, exemplars: spec.exemplars ?? false, place });
}

function common(spec: Common & { labels?: LabelDomains | undefined }) {
  return {
    name: spec.name,
    help: spec.help,
    unit: spec.unit ?? unitOf(spec.name),
    labels: spec.labels ?? {},
    ...(spec.knownValues !== undefined && { knownValues: spec.knownValues }),
    maxSeries: spec.maxSeries ?? DEFAULT_MAX_SERIES,
    expires: spec.expires ?? true,
  };
}

function unitOf(name: string): Unit {
  const ending = /_(seconds|bytes|ratio|celsius)(?:_total)?$/.exec(name);
  return (ending?.[1] as Unit | undefined) ?? "none";
}

function checked<D extends MetricDeclaration>(declaration: D): D {
  checkName(declaration);
  for (const [label, domain] of Object.entries(declaration.labels)) {
    checkLabel(declaration, label, domain);
  }
  if (declaration.type === "histogram") checkBuckets(declaration);
  return Object.freeze(declaration);
}

function checkName({ name, type }: MetricDeclaration): void {
  const ending = type === "counter" ? name.endsWith("_total") : !/_(total|count|sum|bucket)$/.test(name);
  if (METRIC_NAME.test(name) && ending) return;
  throw new FarolError({
    code: "FAROL_METRIC_NAME",
    found: `${type} "${name}"`,
    rule: "a name holds letters, digits and _ , a counter's ends in _total, another's in none of _total, _count, _sum, _bucket",
    cure: "Rename it as Prometheus' naming page says.",
  });
}

function checkLabel({ name, type }: MetricDeclaration, label: string, domain: unknown): void {
  if (!LABEL_NAME.test(label) || (type === "histogram" && label === "le")) {
    throw new FarolError({
      code: "FAROL_LABEL_NAME",
      found: `label "${label}" of ${name}`,
      rule: "a label's name holds letters, digits and _, does not begin with __, and le belongs to histograms",
      cure: "Rename the label.",
    });
  }
  if (Array.isArray(domain) && (domain.length === 0 || new Set(domain).size !== domain.length)) {
    throw new FarolError({
      code: "FAROL_LABEL_VALUES",
      found: `label "${label}" of ${name} with values ${JSON.stringify(domain)}`,
      rule: "a closed set holds at least one value, each once",
      cure: "List the values, or mark the label `unboundedLabel`.",
    });
  }
}

function checkBuckets({ name, buckets }: HistogramDeclaration): void {
  const ascending = buckets.every(
    (bound, i) => Number.isFinite(bound) && (i === 0 || bound > buckets[i - 1]!),
  );
  if (buckets.length > 0 && ascending) return;
  throw new FarolError({
    code: "FAROL_BUCKETS",
    found: `buckets ${JSON.stringify(buckets)} of ${name}`,
    rule: "bounds are finite, ascending and at least one; +Inf is added",
    cure: "Sort the bounds and remove doubles and infinities.",
  });
}
