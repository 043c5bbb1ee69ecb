/** Whole numbers beyond it are not exact any more once they are multiplied and subtracted. */
const MAX_WHOLE = 2 ** 50;
const MAX_DECIMALS = 12;
const POWERS_OF_TEN = Array.from({ length: MAX_DECIMALS + 1 }, (_, decimals) => 10 ** decimals);
/** Fewer zeros than these at the end of numbers are not worth a byte. */
const MIN_SHIFT = 3;
/** Units from here on are powers of two. */
const SHIFTED = 64;

/**
 * What numbers are whole multiples of, as one byte: 0 for 1, `n` for 10^-n, and from 64 on a power of two. So
 * `process_cpu_seconds_total`, with two decimals, and resident bytes, which are pages, are small whole numbers.
 */
export type Unit = number;

/**
 * Divides the first `count` values by the greatest unit that makes all of them whole, into `wholes`.
 * @returns Undefined when there is none: a value has too many decimals, is too great, not finite, or -0.
 */
export function toWholes(values: Float64Array, count: number, wholes: Float64Array): Unit | undefined {
  const decimals = decimalsOf(values, count);
  if (decimals === undefined) return undefined;
  const power = POWERS_OF_TEN[decimals]!;
  let bits = 0;
  for (let i = 0; i < count; i++) {
    const whole = Math.round(values[i]! * power);
    if (Math.abs(whole) > MAX_WHOLE || whole / power !== values[i]) return undefined;
    wholes[i] = whole;
    bits |= whole;
  }
  return decimals > 0 ? decimals : shift(wholes, count, trailingZeros(bits));
}

/** Multiplies the first `count` of `wholes` by a unit, in place. */
export function fromWholes(wholes: Float64Array, count: number, unit: Unit): void {
  if (unit === 0) return;
  if (unit >= SHIFTED) {
    const factor = 2 ** (unit - SHIFTED);
    for (let i = 0; i < count; i++) wholes[i]! *= factor;
    return;
  }
  // Only a division yields the double that is nearest to the decimal.
  const power = POWERS_OF_TEN[unit]!;
  for (let i = 0; i < count; i++) wholes[i]! /= power;
}

function decimalsOf(values: Float64Array, count: number): number | undefined {
  let decimals = 0;
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    if (Object.is(value, -0)) return undefined;
    while (!hasDecimals(value, POWERS_OF_TEN[decimals]!)) {
      decimals += 1;
      if (decimals > MAX_DECIMALS) return undefined;
    }
  }
  return decimals;
}

/** False for what is not finite as well. */
function hasDecimals(value: number, power: number): boolean {
  return Math.round(value * power) / power === value && Math.abs(value) <= MAX_WHOLE;
}

function shift(wholes: Float64Array, count: number, zeros: number): Unit {
  if (zeros < MIN_SHIFT) return 0;
  for (let i = 0; i < count; i++) wholes[i]! /= 2 ** zeros;
  return SHIFTED + zeros;
}

function trailingZeros(bits: number): number {
  return bits === 0 ? 0 : 31 - Math.clz32(bits & -bits);
}
