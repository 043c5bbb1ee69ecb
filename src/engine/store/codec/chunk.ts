import { ChunkReader } from "./chunk-reader.ts";
import { ChunkWriter } from "./chunk-writer.ts";
import { planIntegers, readIntegers, writeIntegers } from "./integers.ts";
import { countBefore } from "./presence.ts";
import { WINDOW_TICKS, type Window } from "./window.ts";
import { readXor, writeXor } from "./xor.ts";

const CONSTANT = 0;
const INTEGERS = 1;
const XOR = 2;
const KIND = 3;
/** Set where the series was absent at some ticks: which they are follows. */
const HAS_GAPS = 4;
/** Less than this no chunk of `count` doubles can take as XOR: the first one, and a bit for each other. */
const leastXorBytes = (count: number) => 8 + (count - 1) / 8;

const writers = [new ChunkWriter(), new ChunkWriter()] as const;
const reader = new ChunkReader();

/**
 * A window as few bytes: as one number, as whole numbers, or as XOR, whichever is shortest. The bytes are overwritten
 * by the next call. The window must not be empty.
 */
export function encodeChunk(window: Window): Uint8Array {
  const { words, values, count } = window;
  const [writer, other] = writers;
  if (isConstant(words, count)) {
    begin(writer, CONSTANT, window);
    writer.word(words[0]!);
    writer.word(words[1]!);
    return writer.written;
  }
  const plan = planIntegers(values, count);
  if (plan !== undefined) {
    begin(writer, INTEGERS, window);
    writeIntegers(writer, plan, count);
    if (plan.bytes <= leastXorBytes(count)) return writer.written;
  }
  begin(other, XOR, window);
  writeXor(other, words, count);
  return plan !== undefined && writer.length <= other.length ? writer.written : other.written;
}

/** Reads the window that `encodeChunk` wrote. `PADDING` readable bytes must follow it. */
export function decodeChunk(view: DataView, at: number, window: Window): void {
  decodeBefore(view, at, WINDOW_TICKS, window);
}

/** As `decodeChunk`, of the positions before `to`: `count` is of the whole window, but values after those are not read. */
export function decodeBefore(view: DataView, at: number, to: number, window: Window): void {
  const form = seekValues(view, at, window);
  const count = window.isFull ? to : countBefore(window.present, 0, to);
  decodeValues(form & KIND, count, window.count, window);
}

/** Goes to where the values begin. @returns In which form they are */
function seekValues(view: DataView, at: number, window: Window): number {
  reader.seek(view, at);
  const form = reader.byte();
  if ((form & HAS_GAPS) !== 0) readGaps(window);
  else {
    window.present.fill(0xffff_ffff);
    window.count = WINDOW_TICKS;
  }
  return form;
}

function decodeValues(kind: number, count: number, all: number, { values, words }: Window): void {
  if (kind === INTEGERS) readIntegers(reader, count, all, values);
  else if (kind === XOR) readXor(reader, count, words);
  else {
    [words[0], words[1]] = [reader.word(), reader.word()];
    values.fill(values[0]!, 1, count);
  }
}

/** Whether a chunk has a value at a position of its window; cheaper than to decode it. */
export function isInChunk(view: DataView, at: number, position: number): boolean {
  if ((view.getUint8(at) & HAS_GAPS) === 0) return true;
  return ((view.getUint8(at + 1 + (position >> 3)) >>> (position & 7)) & 1) === 1;
}

function begin(writer: ChunkWriter, kind: number, { isFull, present }: Window): void {
  writer.reset();
  writer.byte(isFull ? kind : kind | HAS_GAPS);
  if (!isFull) for (const word of present) writer.word(word);
}

function readGaps(window: Window): void {
  for (let i = 0; i < window.present.length; i++) window.present[i] = reader.word();
  window.count = countBefore(window.present, 0, WINDOW_TICKS);
}

function isConstant(words: Uint32Array, count: number): boolean {
  for (let i = 2; i < 2 * count; i++) if (words[i] !== words[i - 2]) return false;
  return true;
}
