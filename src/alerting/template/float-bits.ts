/** What a double that is not negative consists of: a whole number, times two to the power of `power`. */
export interface FloatBits {
  readonly fraction: bigint;
  readonly power: number;
}

/** Hexadecimal digits of a fraction. */
const DIGITS = 13;

/** The bits of a finite double that is not negative. */
export function bitsOf(value: number): FloatBits {
  const bits = new BigUint64Array(Float64Array.of(value).buffer)[0]!;
  const biased = Number(bits >> 52n);
  const implied = biased > 0 ? 2n ** 52n : 0n;
  return { fraction: BigInt.asUintN(52, bits) + implied, power: Math.max(biased, 1) - 1075 };
}

/** `%b`, of a finite number that is not negative */
export function binary(value: number): string {
  const { fraction, power } = bitsOf(value);
  return `${fraction}p${power < 0 ? "" : "+"}${power}`;
}

/** `%x`, of a finite number that is not negative, with so many digits after the point or as many as it has */
export function hexadecimal(value: number, precision?: number): string {
  const { fraction, power } = bitsOf(value);
  const length = fraction.toString(2).length;
  // the leading bit, and all digits after it
  const exact = {
    digits: fraction << BigInt(53 - length),
    exponent: fraction === 0n ? 0 : power + length - 1,
  };
  const { digits, exponent } = rounded(exact, precision ?? DIGITS);
  const all = digits.toString(16).padStart(1 + DIGITS, "0");
  const decimals = all.slice(1, 1 + (precision ?? DIGITS));
  const shown = precision === undefined ? decimals.replace(/0+$/, "") : decimals.padEnd(precision, "0");
  return `0x${all[0]}${shown === "" ? "" : `.${shown}`}p${exponentText(exponent)}`;
}

/** With its sign and two digits at least. */
export function exponentText(exponent: number): string {
  return `${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

interface Hexadecimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** Ties to the even one. */
function rounded(exact: Hexadecimal, precision: number): Hexadecimal {
  if (precision >= DIGITS) return exact;
  const dropped = BigInt(4 * (DIGITS - precision));
  const kept = exact.digits >> dropped;
  const rest = BigInt.asUintN(Number(dropped), exact.digits);
  const half = 1n << (dropped - 1n);
  const up = rest > half || (rest === half && kept % 2n === 1n) ? kept + 1n : kept;
  const digits = up << dropped;
  return digits >= 1n << 53n ? { digits: digits >> 1n, exponent: exact.exponent + 1 } : { ...exact, digits };
}
