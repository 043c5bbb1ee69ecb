import { type Family, type Labels, labelsKey, type Matcher, type SeriesId } from "../../model/index.ts";
import type { Absence } from "./absence.ts";
import { Postings } from "./postings.ts";
import { StoredSeries } from "./stored-series.ts";
import type { TickLog } from "./tick-log.ts";
import { TickRows } from "./tick-rows.ts";
import type { ValueTable } from "./value-table.ts";

/** A few milliseconds. */
const FORGOTTEN_AT_ONCE = 1000;

export interface SeriesIndexOptions {
  readonly absence: Absence;
  readonly firstId: SeriesId;
}

/** All series by id, by name and labels, and by each of their labels; and their families. */
export class SeriesIndex {
  readonly #log: TickLog;
  readonly #table: ValueTable;
  readonly #absence: Absence;
  readonly #families = new Map<string, Family>();
  readonly #byId = new Map<SeriesId, StoredSeries>();
  readonly #byKey = new Map<string, StoredSeries>();
  readonly #postings = new Postings<StoredSeries>();
  readonly #ended = new Set<StoredSeries>();
  readonly rows = new TickRows(this.#byId);
  #names: readonly string[] | undefined;
  #nextId: SeriesId;
  #forgotten = 0;

  constructor(log: TickLog, table: ValueTable, { absence, firstId }: SeriesIndexOptions) {
    this.#log = log;
    this.#table = table;
    this.#absence = absence;
    this.#nextId = firstId;
  }

  get size(): number {
    return this.#byId.size;
  }

  /** How many it has forgotten. */
  get forgotten(): number {
    return this.#forgotten;
  }

  /** In the order of their creation. */
  get all(): Iterable<StoredSeries> {
    return this.#byId.values();
  }

  get families(): Iterable<Family> {
    return new Set(this.#families.values());
  }

  declare(family: Family): void {
    for (const name of seriesNames(family)) this.#families.set(name, family);
  }

  family(seriesName: string): Family | undefined {
    return this.#families.get(seriesName);
  }

  /** The series with this name and these labels, which is made where it does not exist. */
  of(name: string, labels: Labels): StoredSeries {
    const key = labelsKey(name, labels);
    return this.#byKey.get(key) ?? this.#add(key, this.#nextId, name, labels, this.#table.addRow());
  }

  /** Puts a series back that a snapshot holds, with the id and the row that it had; in the order of ids. */
  restore(id: SeriesId, name: string, labels: Labels, row: number): StoredSeries {
    this.#table.takeRow(row);
    return this.#add(labelsKey(name, labels), id, name, labels, row);
  }

  *select(matchers: readonly Matcher[]): Iterable<StoredSeries> {
    for (const series of this.#postings.select(matchers)) if (!series.isEmpty) yield series;
  }

  has(id: SeriesId): boolean {
    return this.#byId.has(id);
  }

  /** Sorted. */
  names(): readonly string[] {
    this.#names ??= [...this.#postings.valuesOf("__name__")].sort();
    return this.#names;
  }

  /** @returns Whether that is news. */
  end(id: SeriesId, timestampMs: number): boolean {
    const series = this.#byId.get(id);
    if (series === undefined) return false;
    this.#ended.add(series);
    return series.end(timestampMs);
  }

  /** As `end`, at a time after a tick that may be long ago. */
  restoreEnd(series: StoredSeries, tick: number, timestampMs: number): void {
    series.endAfter(tick, timestampMs);
    this.#ended.add(series);
  }

  /**
   * Forgets series of which nothing is kept, and nothing to be expected.
   * @returns Whether there may be more: no tick shall wait for all of them.
   */
  forgetOver(): boolean {
    const forgotten = new Set<StoredSeries>();
    for (const series of this.#maybeOver()) {
      if (series.isOver) forgotten.add(series);
      if (forgotten.size === FORGOTTEN_AT_ONCE) break;
    }
    if (forgotten.size === 0) return false;
    this.#postings.remove(forgotten);
    for (const series of forgotten) this.#forget(series);
    this.#forgotten += forgotten.size;
    this.rows.forget();
    this.#names = undefined;
    return forgotten.size === FORGOTTEN_AT_ONCE;
  }

  /** Where absence says nothing, any may have been silent for so long that nothing of it is kept. */
  *#maybeOver(): Iterable<StoredSeries> {
    if (this.#absence === "gap") yield* this.#byId.values();
    for (const series of this.#ended) {
      if (series.isEnded) yield series;
      else this.#ended.delete(series);
    }
  }

  #add(key: string, id: SeriesId, name: string, labels: Labels, row: number): StoredSeries {
    const store = { log: this.#log, table: this.#table, absence: this.#absence };
    const series = new StoredSeries({ id, name, labels, row, ...store });
    this.#byKey.set(key, series);
    this.#byId.set(id, series);
    this.#postings.add(series);
    this.#nextId = id + 1;
    this.#names = undefined;
    return series;
  }

  #forget(series: StoredSeries): void {
    this.#ended.delete(series);
    this.#byKey.delete(labelsKey(series.name, series.labels));
    this.#byId.delete(series.id);
    this.#table.freeRow(series.row);
    series.forget();
  }
}

function seriesNames({ name, type }: Family): readonly string[] {
  return type === "histogram" ? [name, `${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];
}
