import { joinPlanes, splitPlanes } from "./planes.ts";

/**
 * How a tick's values are written: each as what it is more than the value before, in one byte where that is a small
 * whole number, or as the bits that differ. All first bytes stand together, then all second ones, so that what is alike
 * lies side by side for the compression that follows.
 */
const LARGEST_SMALL = 251;
/** The codes above: what the value's difference takes beside its code. */
const TWO_BYTES = 252;
const FOUR_BYTES = 253;
const BITS = 254;

/** Room for what is written of a column; used again for each. */
export class ColumnScratch {
  readonly codes: Uint8Array;
  readonly twos: Uint32Array;
  readonly fours: Uint32Array;
  readonly low: Uint32Array;
  readonly high: Uint32Array;

  constructor(count: number) {
    this.codes = new Uint8Array(count);
    this.twos = new Uint32Array(count);
    this.fours = new Uint32Array(count);
    this.low = new Uint32Array(count);
    this.high = new Uint32Array(count);
  }
}

/** The bytes that a column can take at most. */
export function columnCapacity(count: number): number {
  return 9 * count;
}

/**
 * Writes `last.length` values as their differences from `last`, which they then become.
 * @returns Where in `out` they end.
 */
export function writeColumn(
  values: Float64Array,
  last: Float64Array,
  scratch: ColumnScratch,
  out: Uint8Array,
  at: number,
): number {
  const count = last.length;
  const { codes, twos, fours, low, high } = scratch;
  const bits = wordsOf(values);
  const lastBits = wordsOf(last);
  let [two, four, raw] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const lowBits = bits[2 * i]! ^ lastBits[2 * i]!;
    const highBits = bits[2 * i + 1]! ^ lastBits[2 * i + 1]!;
    const step = (lowBits | highBits) === 0 ? 0 : zigzagStep(last[i]!, values[i]!);
    if (step === NO_STEP) {
      codes[i] = BITS;
      low[raw] = lowBits;
      high[raw++] = highBits;
    } else if (step <= LARGEST_SMALL) {
      codes[i] = step;
    } else if (step <= 0xffff) {
      codes[i] = TWO_BYTES;
      twos[two++] = step;
    } else {
      codes[i] = FOUR_BYTES;
      fours[four++] = step;
    }
  }
  // By their bits: a number that is passed on as such may lose a NaN's payload.
  lastBits.set(bits.subarray(0, 2 * count));
  out.set(codes.subarray(0, count), at);
  let end = splitPlanes(twos, two, 2, out, at + count);
  end = splitPlanes(fours, four, 4, out, end);
  end = splitPlanes(low, raw, 4, out, end);
  return splitPlanes(high, raw, 4, out, end);
}

/**
 * Reads a column that begins at `at`, and makes `last` its values.
 * @throws RangeError when the bytes are fewer than their codes say.
 */
export function readColumn(bytes: Uint8Array, at: number, last: Float64Array): void {
  const count = last.length;
  const codes = bytes.subarray(at, at + count);
  const [two, four, raw] = [countOf(codes, TWO_BYTES), countOf(codes, FOUR_BYTES), countOf(codes, BITS)];
  if (bytes.length < at + count + 2 * two + 4 * four + 8 * raw) throw new RangeError("a column is cut short");
  const twos = joinPlanes(bytes, at + count, two, 2);
  const fours = joinPlanes(bytes, at + count + 2 * two, four, 4);
  const low = joinPlanes(bytes, at + count + 2 * two + 4 * four, raw, 4);
  const high = joinPlanes(bytes, at + count + 2 * two + 4 * four + 4 * raw, raw, 4);
  const lastBits = wordsOf(last);
  let [nextTwo, nextFour, nextRaw] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const code = codes[i]!;
    if (code === 0) continue;
    if (code === BITS) {
      lastBits[2 * i]! ^= low[nextRaw]!;
      lastBits[2 * i + 1]! ^= high[nextRaw++]!;
    } else if (code === TWO_BYTES) last[i]! += unzigzag(twos[nextTwo++]!);
    else if (code === FOUR_BYTES) last[i]! += unzigzag(fours[nextFour++]!);
    else last[i]! += unzigzag(code);
  }
}

const NO_STEP = -1;

/** The whole number to add, with its sign in the lowest bit; NO_STEP where adding does not give each bit of the value. */
function zigzagStep(last: number, value: number): number {
  const step = value - last;
  // -0 is no sum of a number and its distance, and a distance of 0 between different bits is one between 0 and -0.
  const isExact =
    (step | 0) === step && step !== 0 && last + step === value && (value !== 0 || 1 / value > 0);
  return isExact ? ((step << 1) ^ (step >> 31)) >>> 0 : NO_STEP;
}

function unzigzag(step: number): number {
  return (step >>> 1) ^ -(step & 1);
}

function countOf(codes: Uint8Array, wanted: number): number {
  let count = 0;
  for (const code of codes) if (code === wanted) count += 1;
  return count;
}

function wordsOf(numbers: Float64Array): Uint32Array {
  return new Uint32Array(numbers.buffer, numbers.byteOffset, 2 * numbers.length);
}
