/** More bits than these a number are never packed. */
const MAX_WIDTH = 48;
const MAX_BITS = 53;

/** How whole numbers are packed: each as its distance from `low` in `width` bits, those that do not fit one by one. */
export interface Packing {
  readonly low: number;
  readonly width: number;
  /** How many do not fit. */
  readonly exceptions: number;
  readonly bytes: number;
}

/** How many numbers have a distance of so many bits. */
const counts = new Uint8Array(MAX_BITS + 1);

/** The shortest packing of the first `count` numbers. */
export function bestPacking(numbers: Float64Array, count: number): Packing {
  const [lowest, second] = twoLowest(numbers, count);
  const best = packingFrom(lowest, numbers, count);
  // A counter's reset is one distance far below all others.
  const without = second > lowest ? packingFrom(second, numbers, count) : best;
  return without.bytes < best.bytes ? without : best;
}

/** What stands for a number where it is packed; -1 when it does not fit. */
export function packed(number: number, { low, width }: Packing): number {
  const distance = number - low;
  return distance >= 0 && distance < 2 ** width ? distance : -1;
}

function packingFrom(low: number, numbers: Float64Array, count: number): Packing {
  let [exceptions, exceptionBytes] = [0, 0];
  counts.fill(0);
  for (let i = 0; i < count; i++) {
    const distance = numbers[i]! - low;
    if (distance >= 0) counts[bitsOf(distance)]! += 1;
    else {
      exceptions += 1;
      exceptionBytes += exceptionSize(bitsOf(-distance));
    }
  }
  let best: Packing = { low, width: MAX_WIDTH, exceptions, bytes: Infinity };
  for (let width = MAX_BITS; width >= 0; width--) {
    const bytes = Math.ceil((count * width) / 8) + exceptionBytes;
    if (width <= MAX_WIDTH && bytes < best.bytes) best = { low, width, exceptions, bytes };
    // Of the next width, those of this one are exceptions.
    exceptions += counts[width]!;
    exceptionBytes += counts[width]! * exceptionSize(width);
  }
  return best;
}

/** Its place, and its distance with a sign. */
function exceptionSize(bits: number): number {
  return 1 + Math.max(1, Math.ceil((bits + 1) / 7));
}

function bitsOf(distance: number): number {
  return distance < 2 ** 32 ? 32 - Math.clz32(distance) : 64 - Math.clz32(distance / 2 ** 32);
}

function twoLowest(numbers: Float64Array, count: number): [number, number] {
  let [lowest, second] = [Infinity, Infinity];
  for (let i = 0; i < count; i++) {
    const number = numbers[i]!;
    if (number < lowest) [lowest, second] = [number, lowest];
    else if (number < second) second = number;
  }
  return count < 2 ? [lowest, lowest] : [lowest, second];
}
