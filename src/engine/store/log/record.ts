import type { Family, Labels } from "../../../model/index.ts";
import { compress, decompress } from "./compression.ts";

/** What a segment says for the first time. A series is known by its number in the segment, counted from 0. */
export interface News {
  readonly families: readonly Family[];
  /** The number of the first of `series`. */
  readonly firstSeries: number;
  readonly series: readonly (readonly [name: string, labels: Labels])[];
  readonly ends: readonly (readonly [series: number, timestampMs: number])[];
}

/** The values of one tick. */
export interface TickPart {
  readonly timestampMs: number;
  /** The record whose column goes on, or that another one is made of; undefined for a first one. */
  readonly base: number | undefined;
  /** Whether the values stand alone; otherwise they are differences from those of the base. */
  readonly isWhole: boolean;
  /** Whose values they are, by number in the segment; undefined when they are those of the base. */
  readonly series: Uint32Array | undefined;
  /** As `writeColumn` writes it, to the end of the record. */
  readonly column: Uint8Array;
}

/** One record: what is new, then the tick. Either may be missing. */
export interface LogRecord {
  /** Counted from 0 in the segment. */
  readonly number: number;
  readonly news: News | undefined;
  readonly tick: TickPart | undefined;
}

const HEAD_BYTES = 28;
const NONE = 0xffff_ffff;
/** In place of the time where there is no tick. */
const NO_TICK = Number.NaN;

/** Writes a record, compressed. */
export function encodeRecord({ number, news, tick }: LogRecord): Uint8Array {
  const told = Buffer.from(news === undefined ? "" : JSON.stringify(news));
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeDoubleLE(tick?.timestampMs ?? NO_TICK, 0);
  head.writeUInt32LE(number, 8);
  head.writeUInt32LE(told.length, 12);
  head.writeUInt32LE(tick?.base ?? NONE, 16);
  head.writeUInt32LE(tick?.series?.length ?? NONE, 20);
  head.writeUInt32LE(tick?.isWhole ? 1 : 0, 24);
  const series = steps(tick?.series ?? new Uint32Array(0));
  return compress(Buffer.concat([head, told, series, tick?.column ?? new Uint8Array(0)]));
}

/** @throws Error when the bytes are no record although they are whole: this Node cannot decompress them. */
export function decodeRecord(payload: Uint8Array): LogRecord {
  const bytes = decompress(payload);
  const timestampMs = bytes.readDoubleLE(0);
  const [base, count] = [bytes.readUInt32LE(16), bytes.readUInt32LE(20)];
  const seriesAt = HEAD_BYTES + bytes.readUInt32LE(12);
  const columnAt = seriesAt + (count === NONE ? 0 : 4 * count);
  const told = bytes.toString("utf8", HEAD_BYTES, seriesAt);
  const tick = {
    timestampMs,
    base: base === NONE ? undefined : base,
    isWhole: bytes.readUInt32LE(24) === 1,
    series: count === NONE ? undefined : sums(bytes.subarray(seriesAt, columnAt)),
    column: bytes.subarray(columnAt),
  };
  return {
    number: bytes.readUInt32LE(8),
    news: told === "" ? undefined : (JSON.parse(told) as News),
    tick: Number.isNaN(timestampMs) ? undefined : tick,
  };
}

/** Numbers as what each is more than the one before: mostly 1, which compresses to nothing. */
function steps(numbers: Uint32Array): Uint8Array {
  return new Uint8Array(numbers.map((number, i) => number - (numbers[i - 1] ?? 0)).buffer);
}

function sums(bytes: Uint8Array): Uint32Array {
  const numbers = new Uint32Array(new Uint8Array(bytes).buffer);
  for (let i = 1; i < numbers.length; i++) numbers[i]! += numbers[i - 1]!;
  return numbers;
}
