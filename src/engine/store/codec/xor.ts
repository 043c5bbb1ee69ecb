import type { ChunkReader } from "./chunk-reader.ts";
import type { ChunkWriter } from "./chunk-writer.ts";

/** What it takes to say anew which bits follow. */
const NEW_SPAN_BITS = 11;
const MAX_LEADING = 31;

/**
 * Writes doubles as what changed in their bits since the one before (Gorilla, Pelkonen et al. 2015, 4.1.2): `0` for
 * nothing, `10` for bits within the span of before, `11` for a span of its own.
 * @param words Low and high half of each value
 */
export function writeXor(writer: ChunkWriter, words: Uint32Array, count: number): void {
  writer.word(words[0]!);
  writer.word(words[1]!);
  // No span: nothing fits into it.
  let [leading, trailing] = [64, 64];
  for (let i = 2; i < 2 * count; i += 2) {
    const low = (words[i]! ^ words[i - 2]!) >>> 0;
    const high = (words[i + 1]! ^ words[i - 1]!) >>> 0;
    if (low === 0 && high === 0) {
      writer.bits(0, 1);
      continue;
    }
    const zeros = Math.min(MAX_LEADING, high === 0 ? 32 + Math.clz32(low) : Math.clz32(high));
    const zerosBehind = low === 0 ? 32 + trailingZeros(high) : trailingZeros(low);
    const fits = zeros >= leading && zerosBehind >= trailing;
    if (fits && zeros - leading + zerosBehind - trailing <= NEW_SPAN_BITS) writer.bits(0b01, 2);
    else {
      [leading, trailing] = [zeros, zerosBehind];
      writer.bits(0b11 | (leading << 2) | ((63 - leading - trailing) << 7), 13);
    }
    writeSpan(writer, low, high, leading, trailing);
  }
  writer.align();
}

/** Reads the first `count` values into their halves. */
export function readXor(reader: ChunkReader, count: number, words: Uint32Array): void {
  let low = reader.word();
  let high = reader.word();
  const { view } = reader;
  let bit = reader.at * 8;
  let [length, trailing] = [0, 0];
  [words[0], words[1]] = [low, high];
  for (let i = 2; i < 2 * count; i += 2) {
    const head = view.getUint32(bit >>> 3, true) >>> (bit & 7);
    if ((head & 1) === 0) bit += 1;
    else {
      if ((head & 2) === 0) bit += 2;
      else {
        length = ((head >>> 7) & 63) + 1;
        trailing = 64 - ((head >>> 2) & 31) - length;
        bit += 13;
      }
      const lower = bitsAt(view, bit, Math.min(32, length));
      const upper = length > 32 ? bitsAt(view, bit + 32, length - 32) : 0;
      bit += length;
      low ^= trailing < 32 ? lower << trailing : 0;
      high ^= upperHalf(lower, upper, trailing);
    }
    words[i] = low;
    words[i + 1] = high;
  }
}

function writeSpan(writer: ChunkWriter, low: number, high: number, leading: number, trailing: number): void {
  const length = 64 - leading - trailing;
  const lower = lowerHalf(low, high, trailing);
  writeWord(writer, lower, Math.min(32, length));
  if (length > 32) writeWord(writer, high >>> trailing, length - 32);
}

function writeWord(writer: ChunkWriter, word: number, width: number): void {
  if (width > 16) {
    writer.bits(word & 0xffff, 16);
    writer.bits(word >>> 16, width - 16);
  } else writer.bits(word & 0xffff, width);
}

/** The lower half of 64 bits that are shifted to the right. */
function lowerHalf(low: number, high: number, by: number): number {
  if (by === 0) return low;
  return by < 32 ? (low >>> by) | (high << (32 - by)) : high >>> (by - 32);
}

/** The upper half of 64 bits that are shifted to the left. */
function upperHalf(low: number, high: number, by: number): number {
  if (by === 0) return high;
  return by < 32 ? (high << by) | (low >>> (32 - by)) : low << (by - 32);
}

/** At most 32 bits. */
function bitsAt(view: DataView, bit: number, width: number): number {
  const [at, skip] = [bit >>> 3, bit & 7];
  let word = view.getUint32(at, true) >>> skip;
  if (skip > 0) word |= view.getUint8(at + 4) << (32 - skip);
  return width === 32 ? word : word & ((1 << width) - 1);
}

function trailingZeros(word: number): number {
  return 31 - Math.clz32(word & -word);
}
