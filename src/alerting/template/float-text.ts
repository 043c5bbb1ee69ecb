import { bitsOf, exponentText } from "./float-bits.ts";

interface Decimal {
  /** Significant digits, `d.ddd` times ten to the power of `exponent`. */
  readonly digits: string;
  readonly exponent: number;
}

/** `%g`, with a number of significant digits or, without, as many as tell it from others. */
export function general(value: number, precision?: number): string {
  return special(value) ?? signed(value, generalOf(Math.abs(value), precision));
}

/** `%f` */
export function fixed(value: number, precision = 6): string {
  return special(value) ?? signed(value, fixedOf(Math.abs(value), precision));
}

/** `%e` */
export function exponential(value: number, precision = 6): string {
  return special(value) ?? signed(value, scientific(rounded(Math.abs(value), precision + 1), precision + 1));
}

function special(value: number): string | undefined {
  if (Number.isNaN(value)) return "NaN";
  return Number.isFinite(value) ? undefined : value > 0 ? "+Inf" : "-Inf";
}

function signed(value: number, text: string): string {
  return value < 0 || Object.is(value, -0) ? `-${text}` : text;
}

function generalOf(value: number, precision: number | undefined): string {
  const keep = precision === undefined ? undefined : Math.max(precision, 1);
  const { digits, exponent } = keep === undefined ? shortest(value) : rounded(value, keep);
  const plain = digits.replace(/0+$/, "") || "0";
  // Without a precision, Go's strconv decides as for one of 6.
  if (exponent < -4 || exponent >= (keep ?? 6)) return scientific({ digits: plain, exponent }, plain.length);
  return positional({ digits: plain, exponent }, Math.max(0, plain.length - 1 - exponent));
}

function fixedOf(value: number, precision: number): string {
  const { exponent } = decimal(value);
  return positional(rounded(value, exponent + 1 + precision), precision);
}

function scientific({ digits, exponent }: Decimal, length: number): string {
  const all = digits.padEnd(length, "0");
  return `${all[0]}${all.length > 1 ? `.${all.slice(1)}` : ""}e${exponentText(exponent)}`;
}

function positional({ digits, exponent }: Decimal, decimals: number): string {
  const all = exponent < 0 ? "0".repeat(-exponent) + digits : digits;
  const whole = Math.max(exponent, 0) + 1;
  const padded = all.padEnd(whole + decimals, "0");
  const fraction = padded.slice(whole, whole + decimals);
  return padded.slice(0, whole) + (fraction === "" ? "" : `.${fraction}`);
}

function shortest(value: number): Decimal {
  const [digits = "", exponent] = value.toExponential().split("e");
  return { digits: digits.replace(".", ""), exponent: Number(exponent) };
}

/** All digits, as a double has finitely many: its fraction times a power of two. */
function decimal(value: number): Decimal {
  if (value === 0) return { digits: "0", exponent: 0 };
  const { fraction, power } = bitsOf(value);
  const digits = String(power < 0 ? fraction * 5n ** BigInt(-power) : fraction << BigInt(power));
  return { digits, exponent: digits.length - 1 + Math.min(power, 0) };
}

/** To `keep` digits, ties to the even one as Go does, where JavaScript rounds them up. */
function rounded(value: number, keep: number): Decimal {
  const { digits, exponent } = decimal(value);
  if (keep < 0 || keep >= digits.length) return keep < 0 ? { digits: "0", exponent } : { digits, exponent };
  const kept = digits.slice(0, keep);
  if (!roundsUp(kept, digits.slice(keep))) return { digits: kept || "0", exponent };
  const up = String(BigInt(kept || "0") + 1n);
  const grown = up.length - keep;
  return { digits: grown > 0 ? up.slice(0, Math.max(keep, 1)) : up, exponent: exponent + grown };
}

function roundsUp(kept: string, rest: string): boolean {
  const half = `5${"0".repeat(rest.length - 1)}`;
  return rest > half || (rest === half && Number(kept.at(-1) ?? "0") % 2 === 1);
}
