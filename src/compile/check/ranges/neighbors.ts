const number = new Float64Array(1);
const bits = new BigInt64Array(number.buffer);

/** The least number that is greater; Infinity has none. */
export function neighborAbove(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  number[0] = value;
  bits[0]! += value > 0 ? 1n : -1n;
  return number[0]!;
}

/** The greatest number that is less; -Infinity has none. */
export function neighborBelow(value: number): number {
  return -neighborAbove(-value);
}
