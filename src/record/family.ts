import {
  type LabelDomain,
  type MetricDeclaration,
  OVERFLOW,
  type RecordingFault,
  unboundedLabel,
} from "../model/index.ts";
import type { Handle, Home } from "./handle.ts";
import { type Find, finderOf, plant, type RawLabels, type Tree, uproot } from "./series-finder.ts";
import type { Cells, SlabWriter } from "./slab-writer.ts";

/** What tells the families of the three types apart. */
export interface Kind<S extends Handle> {
  /** How many cells a series takes. */
  readonly cells: number;
  create(labelValues: readonly string[], home: Home<S>): S;
}

/** All series of one metric on this thread: finds them, admits new ones up to the cap, forgets idle ones. */
export class Family<S extends Handle> implements Home<S> {
  readonly #slab: SlabWriter;
  readonly #declaration: MetricDeclaration;
  readonly #metric: number;
  readonly #kind: Kind<S>;
  readonly #tree: Tree = new Map();
  readonly #find: Find<S>;
  /** Who writes which cells, by the place of the first: more than one where a forgotten handle came back. */
  readonly #placed = new Map<number, S[]>();
  #overflow: S | undefined;

  constructor(slab: SlabWriter, declaration: MetricDeclaration, metric: number, kind: Kind<S>) {
    this.#slab = slab;
    this.#declaration = declaration;
    this.#metric = metric;
    this.#kind = kind;
    this.#find = finderOf(this.#tree, Object.keys(declaration.labels));
    for (const values of fromTheStart(declaration)) this.place(kind.create(values, this));
  }

  series(labels: RawLabels): S {
    try {
      return this.#find(labels) ?? this.#meet(labels);
    } catch {
      // Callers without types may pass anything, null or a getter that throws among it.
      return this.#overflowSeries("unknown_label_value");
    }
  }

  remove(labels: RawLabels): void {
    const found = this.#find(labels);
    if (found !== undefined && found.cell >= 0) this.#release(this.#slab.placeOf(found));
  }

  /** Forgets the series at this place, unless it was written since its activity was read. */
  expire(place: number, activity: number): void {
    const [handle] = this.#placed.get(place) ?? [];
    if (handle !== undefined && handle.activity() === activity) this.#release(place);
  }

  fault(kind: RecordingFault): void {
    this.#slab.fault(kind);
  }

  place(handle: S): void {
    const living = this.#living(handle) ?? this.#settle(handle);
    handle.values = living.values;
    handle.cell = living.cell;
  }

  /** The cells of another handle of the same labels, if there are any. */
  #living(handle: S): Cells | undefined {
    const other = this.#findByValues(handle.labelValues);
    if (other === undefined || other.cell < 0) return undefined;
    this.#placed.get(this.#slab.placeOf(other))?.push(handle);
    return other;
  }

  /** New cells for a handle, or those of the overflow series where the cap is reached. */
  #settle(handle: S): Cells {
    const isOverflow = handle === this.#overflow;
    if (!isOverflow && this.#placed.size >= this.#declaration.maxSeries)
      return this.#overflowSeries("overflow");
    const cells = this.#slab.allocate(this.#kind.cells);
    if (cells === undefined || !this.#announce(cells, handle.labelValues)) return this.#nowhere();
    if (!isOverflow) {
      this.#placed.set(this.#slab.placeOf(cells), [handle]);
      plant(this.#tree, handle.labelValues, handle);
    }
    return cells;
  }

  #announce(cells: Cells, values: readonly string[]): boolean {
    const cell = this.#slab.placeOf(cells);
    return this.#slab.announce({ kind: "series", metric: this.#metric, cell, values });
  }

  /** Cells that nobody reads, where there is no memory left: what is recorded there is lost, and that is counted. */
  #nowhere(): Cells {
    this.fault("out_of_memory");
    return { values: new Float64Array(this.#kind.cells), cell: 0 };
  }

  /** A label set that is not known yet: a new series, or the overflow series. */
  #meet(labels: RawLabels): S {
    const values: string[] = [];
    for (const [name, domain] of Object.entries(this.#declaration.labels)) {
      const value = admitted(labels[name], domain);
      if (value === undefined) return this.#overflowSeries("unknown_label_value");
      values.push(value);
    }
    return this.#findByValues(values) ?? this.#admit(values);
  }

  #findByValues(values: readonly string[]): S | undefined {
    const names = Object.keys(this.#declaration.labels);
    return this.#find(Object.fromEntries(names.map((name, i) => [name, values[i]!])));
  }

  /** A new series: at 0 from now on, but for a gauge, which is absent until it is set. */
  #admit(values: readonly string[]): S {
    const handle = this.#kind.create(values, this);
    if (this.#declaration.type !== "gauge") this.place(handle);
    return handle;
  }

  #overflowSeries(why: RecordingFault): S {
    this.fault(why);
    if (this.#overflow === undefined) {
      const values = Object.keys(this.#declaration.labels).map(() => OVERFLOW);
      this.#overflow = this.#kind.create(values, this);
      this.place(this.#overflow);
    }
    return this.#overflow;
  }

  #release(place: number): void {
    const handles = this.#placed.get(place);
    if (handles === undefined || !this.#slab.announce({ kind: "freed", cell: place })) return;
    const [{ values, cell, labelValues }] = handles as [S];
    this.#slab.free({ values, cell }, this.#kind.cells);
    this.#placed.delete(place);
    uproot(this.#tree, labelValues);
    for (const handle of handles) handle.cell = -1;
  }
}

/** The value to record under; undefined when the domain has no place for it. */
function admitted(value: unknown, domain: LabelDomain): string | undefined {
  if (domain === unboundedLabel) return typeof value === "string" ? value : undefined;
  if (domain.includes(value as string)) return value as string;
  return domain.includes("other") ? "other" : undefined;
}

/**
 * The label values of the series that exist at 0 before anything is recorded: every combination, when all sets are
 * closed. Not a gauge without labels: 0 would be a statement about something that nobody has looked at yet.
 */
function fromTheStart({ type, labels }: MetricDeclaration): readonly (readonly string[])[] {
  const domains = Object.values(labels);
  if (type === "gauge" && domains.length === 0) return [];
  return domains.reduce<string[][]>(
    (rows, domain) =>
      domain === unboundedLabel ? [] : rows.flatMap((row) => domain.map((value) => [...row, value])),
    [[]],
  );
}
