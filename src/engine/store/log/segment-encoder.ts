import type { Family, SeriesId } from "../../../model/index.ts";
import type { Catalog, KnownSeries } from "./catalog.ts";
import { ColumnScratch, columnCapacity, writeColumn } from "./column.ts";
import { type ColumnBase, carriedOver, latest, UNKNOWN } from "./column-base.ts";
import { encodeRecord, type News, type TickPart } from "./record.ts";

/** Columns that ticks can go on with: the sampler writes one, rules another. A reader keeps more than that. */
const MAX_COLUMNS = 8;
/** How long values may be differences from those before, so that a damaged record does not cost the whole segment. */
const WHOLE_EVERY_MS = 600_000;

/** The series that are written together, and their last values. */
interface Column extends ColumnBase {
  /** The store's own numbers for them, and the catalog's epoch that they are of. */
  readonly ids: Uint32Array;
  readonly epoch: number;
  /** When its values last stood alone. */
  wholeMs: number;
}

/** Makes the records of one segment, each knowing what those before it said. */
export class SegmentEncoder {
  readonly #catalog: Catalog;
  readonly #numbers = new Map<KnownSeries, number>();
  readonly #declared = new Map<string, Family>();
  /** Series that go on and may not have been written yet. */
  readonly #ahead: Iterator<KnownSeries>;
  #columns: Column[] = [];
  #record = 0;
  #series: [string, KnownSeries["labels"]][] = [];
  #ends: [number, number][] = [];
  #scratch = new ColumnScratch(0);
  #room = new Uint8Array(0);

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
    this.#ahead = catalog.current()[Symbol.iterator]();
  }

  /** A record of at most `limit` series that have none yet, so that no tick must bring them all; undefined once all have. */
  ahead(limit: number): Uint8Array | undefined {
    while (this.#series.length < limit) {
      const { value, done } = this.#ahead.next();
      if (done) break;
      this.#numberOf(value);
    }
    return this.rest();
  }

  end(series: KnownSeries, timestampMs: number): void {
    this.#ends.push([this.#numberOf(series), timestampMs]);
  }

  /** The record of one tick, with all that it needs said first. */
  tick(timestampMs: number, ids: Uint32Array, values: Float64Array): Uint8Array {
    const [column, part] = this.#goOn(timestampMs, ids);
    const end = this.#write(values, column.last);
    const tick = { ...part, timestampMs, column: this.#room.subarray(0, end) };
    if (part.isWhole) column.wholeMs = timestampMs;
    column.record = this.#record;
    return this.#encode(tick);
  }

  /** What is still unsaid, without a tick; undefined when nothing is. */
  rest(): Uint8Array | undefined {
    const isSaid = this.#series.length === 0 && this.#ends.length === 0 && this.#undeclared().length === 0;
    return isSaid ? undefined : this.#encode(undefined);
  }

  #encode(tick: TickPart | undefined): Uint8Array {
    const bytes = encodeRecord({ number: this.#record, news: this.#news(), tick });
    this.#record += 1;
    return bytes;
  }

  #news(): News | undefined {
    const [families, series, ends] = [this.#undeclared(), this.#series, this.#ends];
    if (families.length + series.length + ends.length === 0) return undefined;
    for (const family of families) this.#declared.set(family.name, family);
    this.#series = [];
    this.#ends = [];
    return { families, firstSeries: this.#numbers.size - series.length, series, ends };
  }

  #undeclared(): readonly Family[] {
    const { families } = this.#catalog;
    return [...families.values()].filter((family) => this.#declared.get(family.name) !== family);
  }

  #numberOf(series: KnownSeries): number {
    const known = this.#numbers.get(series);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(series, number);
    this.#series.push([series.name, series.labels]);
    return number;
  }

  /** The column of these ids, ready to be written, and how its record says which it is. */
  #goOn(timestampMs: number, ids: Uint32Array): [Column, Pick<TickPart, "base" | "isWhole" | "series">] {
    const known = this.#columns.find((column) => this.#isOf(column, ids));
    const parent = known ?? this.#nearest(ids.length);
    const isWhole = parent === undefined || timestampMs - parent.wholeMs >= WHOLE_EVERY_MS;
    const column = known ?? this.#begin(ids, parent);
    if (isWhole) column.last.fill(0);
    const isSame = known !== undefined && !isWhole;
    const base = isWhole ? known?.record : parent.record;
    return [column, { base, isWhole, series: isSame ? undefined : column.series }];
  }

  #isOf(column: Column, ids: Uint32Array): boolean {
    return column.epoch === this.#catalog.epoch && Buffer.compare(bytesOf(column.ids), bytesOf(ids)) === 0;
  }

  #nearest(count: number): Column | undefined {
    const distance = ({ ids }: Column) => Math.abs(ids.length - count);
    return this.#columns.toSorted((a, b) => distance(a) - distance(b))[0];
  }

  #begin(given: Uint32Array, parent: Column | undefined): Column {
    const ids = given.slice();
    const series = ids.map((id) => this.#used(id));
    const last = parent === undefined ? new Float64Array(ids.length) : carriedOver(parent, series);
    const { epoch } = this.#catalog;
    const column = { ids, epoch, series, last, record: this.#record, wholeMs: parent?.wholeMs ?? 0 };
    this.#columns.push(column);
    this.#columns = latest(this.#columns, MAX_COLUMNS);
    return column;
  }

  #used(id: SeriesId): number {
    const series = this.#catalog.get(id);
    if (series === undefined) return UNKNOWN;
    series.endedMs = undefined;
    return this.#numberOf(series);
  }

  #write(values: Float64Array, last: Float64Array): number {
    const capacity = columnCapacity(last.length);
    if (this.#room.length < capacity) {
      this.#room = new Uint8Array(capacity);
      this.#scratch = new ColumnScratch(last.length);
    }
    return writeColumn(values, last, this.#scratch, this.#room, 0);
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
