import {
  type Clock,
  type Counter,
  type CounterDeclaration,
  cellsOf,
  FarolError,
  type Gauge,
  type GaugeDeclaration,
  type Histogram,
  type HistogramDeclaration,
  type LabelDomains,
  type MetricDeclaration,
  type MetricEntry,
  type Recorder,
  type RecordingFault,
  unboundedLabel,
} from "../model/index.ts";
import { Buckets } from "./buckets.ts";
import { CounterHandle, CounterInstrument } from "./counter.ts";
import { Family, type Kind } from "./family.ts";
import { GaugeHandle, GaugeInstrument } from "./gauge.ts";
import type { Handle } from "./handle.ts";
import { HistogramHandle, HistogramInstrument } from "./histogram.ts";
import type { SlabWriter } from "./slab-writer.ts";

/** A series that nothing wrote for a day, and how much it had been written when that was seen. */
export interface Idle {
  readonly cell: number;
  readonly activity: number;
}

interface Made {
  readonly declaration: MetricDeclaration;
  readonly family: { expire(cell: number, activity: number): void };
  readonly instrument: unknown;
}

/** The recorder of one thread: binds declarations to its slab. */
export class ThreadRecorder implements Recorder {
  readonly #slab: SlabWriter;
  readonly #clock: Clock;
  readonly #made = new Map<string, Made>();
  readonly #buckets = new Map<string, Buckets>();

  constructor(slab: SlabWriter, clock: Clock) {
    this.#slab = slab;
    this.#clock = clock;
  }

  counter<L extends LabelDomains>(declaration: CounterDeclaration<L>): Counter<L> {
    const create: Kind<CounterHandle>["create"] = (values, home) => new CounterHandle(values, home);
    return this.#once(declaration, create, (family) => new CounterInstrument<L>(family)) as Counter<L>;
  }

  gauge<L extends LabelDomains>(declaration: GaugeDeclaration<L>): Gauge<L> {
    const create: Kind<GaugeHandle>["create"] = (values, home) => new GaugeHandle(values, home);
    return this.#once(declaration, create, (family) => new GaugeInstrument<L>(family)) as Gauge<L>;
  }

  histogram<L extends LabelDomains>(declaration: HistogramDeclaration<L>): Histogram<L> {
    const { exemplars } = declaration;
    const shared = { buckets: this.#bucketsOf(declaration.buckets), exemplars, clock: this.#clock };
    const create: Kind<HistogramHandle>["create"] = (values, home) =>
      new HistogramHandle(values, home, shared);
    return this.#once(declaration, create, (family) => new HistogramInstrument<L>(family)) as Histogram<L>;
  }

  fault(kind: RecordingFault): void {
    this.#slab.fault(kind);
  }

  /** Forgets idle series, except those that were written meanwhile. */
  expire(idle: readonly Idle[]): void {
    for (const { cell, activity } of idle) {
      for (const { family } of this.#made.values()) family.expire(cell, activity);
    }
  }

  /** One for all histograms of the same bounds: what many of them read stays in the processor's cache. */
  #bucketsOf(bounds: readonly number[]): Buckets {
    const key = JSON.stringify(bounds);
    const known = this.#buckets.get(key) ?? new Buckets(bounds);
    this.#buckets.set(key, known);
    return known;
  }

  /** The instrument of a declaration; where it has no labels, its only series. */
  #once<S extends Handle>(
    declaration: MetricDeclaration,
    create: Kind<S>["create"],
    labeled: (family: Family<S>) => unknown,
  ): unknown {
    const known = this.#made.get(declaration.name);
    if (known !== undefined && !same(known.declaration, declaration)) throw conflict(declaration);
    if (known !== undefined) return known.instrument;
    const family = this.#family(declaration, create);
    const isLabeled = Object.keys(declaration.labels).length > 0;
    const instrument = isLabeled ? labeled(family) : family.series({});
    this.#made.set(declaration.name, { declaration, family, instrument });
    return instrument;
  }

  #family<S extends Handle>(declaration: MetricDeclaration, create: Kind<S>["create"]): Family<S> {
    const metric = this.#made.size;
    const entry = entryOf(declaration, metric);
    if (closedSize(declaration) > declaration.maxSeries) throw tooMany(declaration);
    if (!this.#slab.announce(entry)) this.fault("out_of_memory");
    const cells = cellsOf(entry.type, entry.buckets.length, entry.exemplars);
    return new Family(this.#slab, declaration, metric, { cells, create });
  }
}

function entryOf(declaration: MetricDeclaration, metric: number): MetricEntry {
  const { name, type, help, unit } = declaration;
  const isHistogram = declaration.type === "histogram";
  return {
    kind: "metric",
    metric,
    name,
    type,
    help,
    unit,
    labels: Object.keys(declaration.labels),
    buckets: isHistogram ? declaration.buckets : [],
    exemplars: isHistogram && declaration.exemplars,
    expires: declaration.expires && !isClosed(declaration),
  };
}

function isClosed({ labels }: MetricDeclaration): boolean {
  return Object.values(labels).every((domain) => domain !== unboundedLabel);
}

/** How many series exist from the start. */
function closedSize(declaration: MetricDeclaration): number {
  if (!isClosed(declaration)) return 0;
  return Object.values(declaration.labels).reduce(
    (size, domain) => size * (domain as readonly string[]).length,
    1,
  );
}

function same(a: MetricDeclaration, b: MetricDeclaration): boolean {
  if (a === b) return true;
  const labelsOf = ({ labels }: MetricDeclaration) =>
    Object.entries(labels).map(([name, domain]) => [name, domain === unboundedLabel ? null : domain]);
  const plain = (it: MetricDeclaration) => JSON.stringify({ ...entryOf(it, 0), domains: labelsOf(it) });
  return plain(a) === plain(b);
}

function conflict({ name }: MetricDeclaration): FarolError {
  return new FarolError({
    code: "FAROL_METRIC_CONFLICT",
    found: `a second, different declaration of "${name}"`,
    rule: "a name stands for one type, one set of labels and one set of buckets",
    cure: "Declare it once and import it where it is used.",
  });
}

function tooMany(declaration: MetricDeclaration): FarolError {
  return new FarolError({
    code: "FAROL_CLOSED_SET_SIZE",
    found: `"${declaration.name}" with ${closedSize(declaration)} combinations of its labels' values`,
    rule: `all combinations of closed sets exist from the start, and its cap is ${declaration.maxSeries}`,
    cure: "Take a label away, or raise `maxSeries`.",
  });
}
