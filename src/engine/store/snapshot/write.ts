import { encodeChunk } from "../codec/chunk.ts";
import { PADDING } from "../codec/chunk-reader.ts";
import { Window } from "../codec/window.ts";
import type { MemoryStore } from "../memory-store.ts";
import type { Slab } from "../slabs.ts";
import type { StoredSeries } from "../stored-series.ts";
import type { TickLog } from "../tick-log.ts";
import { positionOf, type ValueTable, windowOf } from "../value-table.ts";
import { bytesOf, jsonBytes, type SeriesEntry } from "./content.ts";
import { toBytes } from "./section.ts";

const SERIES_A_SECTION = 1000;

/** A store as it was at one moment: what may change since is copied, what does not is read when it is its turn. */
interface Moment {
  readonly table: ValueTable;
  readonly nextTick: number;
  readonly series: readonly StoredSeries[];
  readonly slabs: readonly Slab[];
  /** By row. */
  readonly firstTicks: Int32Array;
  readonly lastTicks: Int32Array;
  readonly windows: readonly number[];
}

/**
 * All that a store holds as of this call, in sections of at most about a megabyte that `readSnapshot` understands. The
 * store may be written on while they are asked for.
 */
export function writeSnapshot({ content: { log, table, index } }: MemoryStore): Iterable<Uint8Array> {
  const ticks = ticksSection(log);
  const families = toBytes("families", jsonBytes([...index.families]));
  const moment: Moment = {
    ...{ table, nextTick: log.next },
    series: [...index.all],
    slabs: table.slabs.all().map((slab) => ({ ...slab })),
    windows: table.directory.windows(),
    ...table.ticksOfRows(),
  };
  return sections(moment, ticks, families);
}

function* sections(moment: Moment, ticks: Uint8Array, families: Uint8Array): Iterable<Uint8Array> {
  yield ticks;
  yield families;
  for (const part of partsOf(moment.series)) yield seriesSection(part, moment);
  for (const slab of moment.slabs) yield slabSection(slab);
  for (const window of moment.windows) yield windowSection(window, moment);
  for (const part of partsOf(moment.series)) yield openSection(part, moment);
  // Once more: without them, nothing else means anything.
  yield ticks;
}

function ticksSection(log: TickLog): Uint8Array {
  const count = log.next - log.first;
  const [times, counts] = [new Float64Array(count), new Uint32Array(count)];
  log.copy(log.first, log.next, times, 0);
  for (let i = 0; i < count; i++) counts[i] = log.countOf(log.first + i);
  return toBytes("ticks", bytesOf(Uint32Array.of(log.first, count)), bytesOf(times), bytesOf(counts));
}

function seriesSection(series: readonly StoredSeries[], moment: Moment): Uint8Array {
  const entries = series.map(({ id, row, name, labels, ends = new Map() }): SeriesEntry => {
    const [firstTick, lastTick] = [moment.firstTicks[row]!, moment.lastTicks[row]!];
    const endsThen = [...ends].filter(([tick]) => tick < moment.nextTick);
    return { id, row, name, labels, firstTick, lastTick, ends: endsThen };
  });
  return toBytes("series", jsonBytes(entries));
}

function slabSection({ number, used, samples, lastTick, view }: Slab): Uint8Array {
  const head = Uint32Array.of(number, used, samples, lastTick);
  return toBytes("slab", bytesOf(head), new Uint8Array(view.buffer, 0, used));
}

/** Where the chunks of a window are; a row whose window was not complete then is in the section of open ones. */
function windowSection(window: number, { table, lastTicks, nextTick }: Moment): Uint8Array {
  const refs = new Uint32Array(lastTicks.length);
  for (let row = 0; row < refs.length; row++) {
    if (window < windowOf(row, nextTick)) refs[row] = table.directory.get(window, row);
  }
  return toBytes("windows", bytesOf(Uint32Array.of(window)), bytesOf(refs));
}

function openSection(series: readonly StoredSeries[], moment: Moment): Uint8Array {
  const parts = series.flatMap(({ row }) => {
    const chunk = openChunk(row, moment);
    return chunk === undefined ? [] : [bytesOf(Uint32Array.of(row, chunk.length)), chunk];
  });
  return toBytes("open", ...parts, new Uint8Array(PADDING));
}

/** The window of a row that was being written then; it may be complete by now. */
function openChunk(row: number, { table, lastTicks, nextTick }: Moment): Uint8Array | undefined {
  const lastTick = lastTicks[row]!;
  if (lastTick < 0 || windowOf(row, lastTick) !== windowOf(row, nextTick)) return undefined;
  const [now, then] = [new Window(), new Window()];
  table.readWindow(row, lastTick, now);
  let at = 0;
  for (let position = 0; position <= positionOf(row, lastTick); position++) {
    if (now.has(position)) then.push(position, now.values[at++]!);
  }
  return then.count === 0 ? undefined : encodeChunk(then).slice();
}

/** Those that are not forgotten meanwhile, in parts. */
function* partsOf(series: readonly StoredSeries[]): Iterable<readonly StoredSeries[]> {
  for (let at = 0; at < series.length; at += SERIES_A_SECTION) {
    yield series.slice(at, at + SERIES_A_SECTION).filter(({ isForgotten }) => !isForgotten);
  }
}
