import type { ChunkReader } from "./chunk-reader.ts";
import type { ChunkWriter } from "./chunk-writer.ts";
import { bestPacking, type Packing, packed } from "./packing.ts";
import { fromWholes, toWholes, type Unit } from "./unit.ts";
import { WINDOW_TICKS } from "./window.ts";

/** What stands for each value but the first: its distance from the first (a gauge), or from the one before (a counter). */
type Order = "first" | "before";

/** Values as whole numbers of a unit, and how they are written. */
export interface IntegerPlan {
  readonly unit: Unit;
  readonly order: Order;
  readonly packing: Packing;
  /** About what it takes. */
  readonly bytes: number;
}

const BEFORE = 0x80;
/** Its first number and what says how it is packed. */
const HEADER_BYTES = 8;

const wholes = new Float64Array(WINDOW_TICKS);
const distances = new Float64Array(WINDOW_TICKS);

/** How values would be written as whole numbers; undefined when they are none of any unit. */
export function planIntegers(values: Float64Array, count: number): IntegerPlan | undefined {
  const unit = toWholes(values, count, wholes);
  if (unit === undefined) return undefined;
  const [first, before] = (["first", "before"] as const).map((order) => {
    measure(count, order);
    const packing = bestPacking(distances, count - 1);
    return { unit, order, packing, bytes: packing.bytes + HEADER_BYTES };
  }) as [IntegerPlan, IntegerPlan];
  return before.bytes <= first.bytes ? before : first;
}

/** Writes what was planned last. */
export function writeIntegers(
  writer: ChunkWriter,
  { unit, order, packing }: IntegerPlan,
  count: number,
): void {
  measure(count, order);
  writer.byte(packing.width | (order === "before" ? BEFORE : 0));
  writer.byte(unit);
  writer.signed(wholes[0]!);
  writer.signed(packing.low);
  writer.byte(packing.exceptions);
  for (let i = 0; i < count - 1; i++) {
    writer.wideBits(Math.max(0, packed(distances[i]!, packing)), packing.width);
  }
  writer.align();
  for (let i = 0; i < count - 1; i++) {
    if (packed(distances[i]!, packing) >= 0) continue;
    writer.byte(i + 1);
    writer.signed(distances[i]! - packing.low);
  }
}

/** Reads the first `count` values of `all`. */
export function readIntegers(reader: ChunkReader, count: number, all: number, values: Float64Array): void {
  const form = reader.byte();
  const unit = reader.byte();
  values[0] = reader.signed();
  const low = reader.signed();
  const exceptions = reader.byte();
  readPacked(reader, form & ~BEFORE, low, count, values);
  reader.at += Math.ceil(((all - 1) * (form & ~BEFORE)) / 8);
  for (let i = 0; i < exceptions; i++) {
    const place = reader.byte();
    const value = low + reader.signed();
    if (place < count) values[place] = value;
  }
  const isBefore = (form & BEFORE) !== 0;
  let base = values[0];
  for (let i = 1; i < count; i++) {
    const value = base + values[i]!;
    values[i] = value;
    if (isBefore) base = value;
  }
  fromWholes(values, count, unit);
}

function measure(count: number, order: Order): void {
  for (let i = 1; i < count; i++) {
    distances[i - 1] = wholes[i]! - wholes[order === "before" ? i - 1 : 0]!;
  }
}

function readPacked(
  reader: ChunkReader,
  width: number,
  low: number,
  count: number,
  values: Float64Array,
): void {
  const { view, at } = reader;
  if (width > 24) readWide(reader, width, low, count, values);
  else {
    const mask = (1 << width) - 1;
    for (let i = 1, bit = at * 8; i < count; i++, bit += width) {
      values[i] = low + ((view.getUint32(bit >>> 3, true) >>> (bit & 7)) & mask);
    }
  }
}

/** The lower 24 bits of each, then the others. */
function readWide(
  { view, at }: ChunkReader,
  width: number,
  low: number,
  count: number,
  values: Float64Array,
): void {
  const mask = (1 << (width - 24)) - 1;
  for (let i = 1, bit = at * 8; i < count; i++, bit += width) {
    const high = bit + 24;
    const lower = (view.getUint32(bit >>> 3, true) >>> (bit & 7)) & 0xff_ffff;
    const upper = (view.getUint32(high >>> 3, true) >>> (high & 7)) & mask;
    values[i] = low + lower + upper * 2 ** 24;
  }
}
