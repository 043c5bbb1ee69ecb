/** What a double that is not negative consists of: a whole number, times two to the power of `power`. */
export interface FloatBits {
  readonly fraction: bigint;
  readonly power: number;
}

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
  // the leading bit, and 13 digits after it
  const exact = {
    digits: fraction << BigInt(53 - length),
    exponent: fraction === 0n ? 0 : power + length - 1,
  };
  const { digits, exponent } = precision === undefined ? exact : rounded(exact, precision);
  const [lead, ...rest] = digits.toString(16).padStart(14, "0");
  const decimals =
    precision === undefined ? rest.join("").replace(/0+$/, "") : shown(rest.join(""), precision);
  const sign = exponent < 0 ? "-" : "+";
  const tail = `p${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
  return `0x${lead}${decimals === "" ? "" : `.${decimals}`}${tail}`;
}

interface Hexadecimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** Ties to the even one. */
function rounded(exact: Hexadecimal, precision: number): Hexadecimal {
  if (precision >= 13) return exact;
  const dropped = BigInt(4 * (13 - precision));
  const kept = exact.digits >> dropped;
  const rest = BigInt.asUintN(Number(dropped), exact.digits);
  const half = 1n << (dropped - 1n);
  const up = rest > half || (rest === half && kept % 2n === 1n) ? kept + 1n : kept;
  const digits = up << dropped;
  return digits >= 1n << 53n ? { digits: digits >> 1n, exponent: exact.exponent + 1 } : { ...exact, digits };
}

function shown(digits: string, precision: number): string {
  return digits.slice(0, precision).padEnd(precision, "0");
}
