import {
  type Family,
  FarolError,
  type Labels,
  type Matcher,
  type Series,
  type SeriesId,
  type TimeRange,
} from "../../model/index.ts";
import type { Absence } from "./absence.ts";
import { WINDOW_TICKS } from "./codec/window.ts";
import type { Memory } from "./log/memory.ts";
import { SeriesIndex } from "./series-index.ts";
import { MAX_SLABS, SLAB_BYTES } from "./slabs.ts";
import { TickLog } from "./tick-log.ts";
import { NO_ROW } from "./tick-rows.ts";
import { ValueTable } from "./value-table.ts";

export interface MemoryStoreOptions {
  /** How long a tick is kept, before the newest one. Default: a day. */
  readonly retentionMs?: number;
  /**
   * What values may take, as `StoreSize.bytes` counts it; the oldest are forgotten beyond it. At least what the newest
   * half hour takes is kept, and at most 4 GiB. Default: 512 MiB.
   */
  readonly maxBytes?: number;
  /**
   * What it means that a tick is without a series. Default: `ends`. With `gap`, a series is forgotten as well once all
   * its samples are, and its id with it, though nobody said that it ended.
   */
  readonly absence?: Absence;
  /** Ids of series are counted from here, so that stores that are read as one have different ones. Default: 0. */
  readonly firstId?: SeriesId;
}

/** What a store holds, and takes. */
export interface StoreSize {
  readonly series: number;
  readonly samples: number;
  /** Memory for values and times; what series' labels take besides is not counted. */
  readonly bytes: number;
  /** Pieces that are compressed: each is up to 128 ticks of one series. */
  readonly chunks: number;
  /** What is compressed of it. */
  readonly compressed: { readonly samples: number; readonly bytes: number };
}

/** What a store is made of. */
export interface StoreContent {
  readonly log: TickLog;
  readonly table: ValueTable;
  readonly index: SeriesIndex;
}

/** How long history is kept where nobody says otherwise: a day. */
export const KEPT_MS = 24 * 60 * 60 * 1000;
const DEFAULT_MAX_BYTES = 512 * 2 ** 20;
const MOST_BYTES = (MAX_SLABS - 1) * SLAB_BYTES;

/** History in memory, compressed. */
export class MemoryStore implements Memory {
  readonly #retentionMs: number;
  readonly #maxBytes: number;
  /** Whether series wait to be forgotten that the last tick had no time for. */
  #mayForgetMore = false;
  /** What it is made of; for snapshots. */
  readonly content: StoreContent;

  constructor(options: MemoryStoreOptions = {}) {
    const { retentionMs, maxBytes, absence = "ends", firstId = 0 } = options;
    this.#retentionMs = retentionMs ?? KEPT_MS;
    this.#maxBytes = Math.min(maxBytes ?? DEFAULT_MAX_BYTES, MOST_BYTES);
    const [log, table] = [new TickLog(), new ValueTable()];
    this.content = { log, table, index: new SeriesIndex(log, table, { absence, firstId }) };
  }

  declare(family: Family): void {
    this.content.index.declare(family);
  }

  family(seriesName: string): Family | undefined {
    return this.content.index.family(seriesName);
  }

  series(name: string, labels: Labels): SeriesId {
    return this.content.index.of(name, labels).id;
  }

  /**
   * Appends one tick. Ids that are not known are left out; of one that is there twice, the last value is taken.
   * @throws FarolError FAROL_STORE_ORDER when the time is not after that of the tick before, whatever the values.
   */
  append(timestampMs: number, ids: Uint32Array, values: Float64Array, count: number): void {
    const { log, table, index } = this.content;
    const lastMs = this.extent()?.endMs ?? Number.NEGATIVE_INFINITY;
    if (!(timestampMs > lastMs)) throw notAscending(timestampMs, lastMs);
    const rows = index.rows.of(ids, count);
    let samples = 0;
    for (let i = 0; i < count; i++) {
      const row = rows[i]!;
      if (row !== NO_ROW && table.set(row, values[i]!)) samples += 1;
    }
    table.endTick();
    log.append(timestampMs, samples);
    this.#forget(timestampMs);
  }

  end(id: SeriesId, timestampMs: number): boolean {
    return this.content.index.end(id, timestampMs);
  }

  get forgotten(): number {
    return this.content.index.forgotten;
  }

  has(id: SeriesId): boolean {
    return this.content.index.has(id);
  }

  select(name: string | undefined, matchers: readonly Matcher[]): Iterable<Series> {
    return this.content.index.select(name === undefined ? matchers : [nameMatcher(name), ...matchers]);
  }

  names(): readonly string[] {
    return this.content.index.names();
  }

  extent(): TimeRange | undefined {
    const { log } = this.content;
    if (log.next === log.first) return undefined;
    return { startMs: log.timeOf(log.first), endMs: log.timeOf(log.next - 1) };
  }

  /** Is kept up to date, so that to ask costs nothing. */
  size(): StoreSize {
    const { log, table, index } = this.content;
    const { samples, chunkBytes } = table.slabs;
    return {
      series: index.size,
      samples: log.samples,
      bytes: log.bytes + table.bytes,
      chunks: table.directory.count,
      compressed: { samples, bytes: chunkBytes },
    };
  }

  #forget(nowMs: number): void {
    const { log, table, index } = this.content;
    this.#forgetBefore(log.atOrAfter(nowMs - this.#retentionMs));
    if (log.bytes + table.bytes > this.#maxBytes) this.#forgetOldestSlab();
    if (this.#mayForgetMore || log.next % WINDOW_TICKS === 0) this.#mayForgetMore = index.forgetOver();
  }

  /** A tick needs at most a slab or two, so that one a tick is enough. */
  #forgetOldestSlab(): void {
    const { log, table } = this.content;
    const tick = table.slabs.oldestTick;
    if (tick !== undefined && tick + 1 < log.next) this.#forgetBefore(tick + 1);
  }

  #forgetBefore(tick: number): void {
    this.content.log.forgetBefore(tick);
    this.content.table.forgetBefore(tick);
  }
}

function nameMatcher(name: string): Matcher {
  return { label: "__name__", matches: (value) => value === name, values: [name] };
}

function notAscending(timestampMs: number, lastMs: number): FarolError {
  return new FarolError({
    code: "FAROL_STORE_ORDER",
    found: `a sample at ${timestampMs} ms after one at ${lastMs} ms`,
    rule: "samples are appended in the order of their time",
    cure: "Leave the sample out until the clock has caught up.",
  });
}
