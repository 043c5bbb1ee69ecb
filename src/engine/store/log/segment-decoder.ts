import type { Labels, SeriesId } from "../../../model/index.ts";
import { readColumn } from "./column.ts";
import { type ColumnBase, carriedOver, latest } from "./column-base.ts";
import type { Memory } from "./memory.ts";
import type { LogRecord, News, TickPart } from "./record.ts";

/** What a store is given: it knows what is before, and what is behind cannot be yet. */
export interface WantedTime {
  readonly afterMs: number;
  readonly untilMs: number;
}

/** More than a writer goes on with, so that a column is still known where records between were lost. */
const MAX_COLUMNS = 32;

interface Column extends ColumnBase {
  /** As the store is given it; undefined until it is given something. */
  given: Given | undefined;
}

/** The store's numbers for those series of a column that are known, and their places in it. */
interface Given {
  readonly ids: Uint32Array;
  readonly places: Uint32Array;
}

interface NamedSeries {
  readonly name: string;
  readonly labels: Labels;
  /** Undefined until the store is given something of it. */
  id: SeriesId | undefined;
}

/** Puts the records of one segment back into a store, in their order. */
export class SegmentDecoder {
  readonly #store: Memory;
  readonly #series: (NamedSeries | undefined)[] = [];
  #columns: Column[] = [];
  /** The time of the latest tick. */
  #latestMs = Number.NEGATIVE_INFINITY;
  /** How many series the store had forgotten when it gave the ids that are known. */
  #forgotten: number;

  constructor(store: Memory) {
    this.#store = store;
    this.#forgotten = store.forgotten;
  }

  /**
   * Takes in a record. The store is given what is of the wanted time; the rest only serves the records after it.
   * @returns Whether it could be read: it cannot when it goes on from one that was lost.
   * @throws RangeError when its column is cut short.
   */
  read({ number, news, tick }: LogRecord, wanted: WantedTime): boolean {
    if (this.#forgotten !== this.#store.forgotten) this.#forgetIds();
    if (news !== undefined) this.#learn(news, this.#areEndsWanted(tick, wanted));
    if (tick === undefined) return true;
    this.#latestMs = tick.timestampMs;
    const column = this.#columnOf(number, tick);
    if (column === undefined) return false;
    readColumn(tick.column, 0, column.last);
    if (isWanted(tick.timestampMs, wanted)) this.#append(tick.timestampMs, column);
    return true;
  }

  /**
   * What ended is told with the tick that follows, or after the last one of a segment; at whatever time it ended, the
   * store knows it when it knows that tick, or one after it.
   */
  #areEndsWanted(tick: TickPart | undefined, wanted: WantedTime): boolean {
    if (tick !== undefined) return isWanted(tick.timestampMs, wanted);
    return this.#latestMs >= wanted.afterMs && this.#latestMs <= wanted.untilMs;
  }

  #learn({ families, firstSeries, series, ends }: News, areEndsWanted: boolean): void {
    for (const family of families) this.#store.declare(family);
    series.forEach(([name, labels], i) => {
      this.#series[firstSeries + i] = { name, labels, id: undefined };
    });
    for (const [number, timestampMs] of areEndsWanted ? ends : []) {
      const id = this.#idOf(number);
      if (id !== undefined) this.#store.end(id, timestampMs);
    }
  }

  #columnOf(number: number, { base, isWhole, series }: TickPart): Column | undefined {
    const parent = this.#columns.find(({ record }) => record === base);
    if (series === undefined) {
      if (parent !== undefined) parent.record = number;
      return parent;
    }
    if (parent === undefined && !isWhole) return undefined;
    const last = isWhole ? new Float64Array(series.length) : carriedOver(parent!, series);
    const column = { series, last, record: number, given: undefined };
    // What stands alone takes its base's place; what is made of another leaves that as it is.
    const others = this.#columns.filter((other) => !isWhole || other !== parent);
    this.#columns = latest([column, ...others], MAX_COLUMNS);
    return column;
  }

  #append(timestampMs: number, column: Column): void {
    column.given ??= this.#given(column.series);
    const { ids, places } = column.given;
    const values = ids.length === column.last.length ? column.last : picked(column.last, places);
    this.#store.append(timestampMs, ids, values, ids.length);
  }

  #given(series: Uint32Array): Given {
    const ids = Array.from(series, (number) => this.#idOf(number));
    const places = [...ids.keys()].filter((place) => ids[place] !== undefined);
    return {
      ids: Uint32Array.from(places, (place) => ids[place]!),
      places: Uint32Array.from(places),
    };
  }

  /** The store forgets series at other ticks than it did when this was written. */
  #forgetIds(): void {
    this.#forgotten = this.#store.forgotten;
    for (const series of this.#series) if (series !== undefined) series.id = undefined;
    for (const column of this.#columns) column.given = undefined;
  }

  #idOf(number: number): SeriesId | undefined {
    const series = this.#series[number];
    if (series === undefined) return undefined;
    series.id ??= this.#store.series(series.name, series.labels);
    return series.id;
  }
}

function isWanted(timestampMs: number, { afterMs, untilMs }: WantedTime): boolean {
  return timestampMs > afterMs && timestampMs <= untilMs;
}

/** The values at these places, bit for bit. */
function picked(values: Float64Array, places: Uint32Array): Float64Array {
  const bits = new BigUint64Array(values.buffer);
  return new Float64Array(BigUint64Array.from(places, (place) => bits[place]!).buffer);
}
