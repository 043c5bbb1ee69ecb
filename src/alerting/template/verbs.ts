import { goCodePoint, goQuote, goQuoteChar } from "../../promql/index.ts";
import { type Flags, padded, paddedNumber, signOf } from "./flags.ts";
import { binary, hexadecimal } from "./float-bits.ts";
import { exponential, fixed, general } from "./float-text.ts";

const BASES: Readonly<Record<string, readonly [number, string]>> = {
  b: [2, "0b"],
  o: [8, "0"],
  O: [8, "0"],
  x: [16, "0x"],
  X: [16, "0X"],
  d: [10, ""],
  v: [10, ""],
};

const FLOAT_VERBS = "vbeEfFgGxX";

/** A `float64`; undefined for a verb that it has not. */
export function floatVerb(value: number, verb: string, flags: Flags): string | undefined {
  if (!FLOAT_VERBS.includes(verb)) return undefined;
  if (Number.isNaN(value)) return padded(`${signOf(false, flags)}NaN`, { ...flags, zero: false });
  const sign = signOf(value < 0 || Object.is(value, -0), flags);
  if (!Number.isFinite(value)) return padded(`${sign || "+"}Inf`, { ...flags, zero: false });
  const plain = floatDigits(Math.abs(value), verb.toLowerCase(), flags.precision);
  const text = flags.sharp && verb !== "b" ? pointed(plain, verb, flags) : plain;
  return paddedNumber(sign, /[EGX]/.test(verb) ? text.toUpperCase() : text, flags);
}

function floatDigits(value: number, verb: string, precision: number | undefined): string {
  switch (verb) {
    case "b":
      return binary(value);
    case "e":
      return exponential(value, precision);
    case "f":
      return fixed(value, precision);
    case "x":
      return hexadecimal(value, precision);
    default:
      return general(value, precision);
  }
}

/** With a decimal point at all events, and for `%g` and `%x` with the zeros that they leave out else. */
function pointed(text: string, verb: string, { precision = 6 }: Flags): string {
  const end = text.search(/x/i.test(verb) ? /p|$/ : /e|$/);
  const [number, tail] = [text.slice(0, end), text.slice(end)];
  const withPoint = number.includes(".") ? number : `${number}.`;
  if (!"vgGx".includes(verb)) return withPoint + tail;
  // Go counts the letter of `0x` as a digit
  const significant = number === "0" ? 1 : number.replace(".", "").replace(/^0+/, "").length;
  return withPoint + "0".repeat(Math.max(0, precision - significant)) + tail;
}

/** An `int`; undefined for a verb that it has not. */
export function integerVerb(value: bigint, verb: string, flags: Flags): string | undefined {
  if (verb === "c" || verb === "q" || verb === "U") return characterVerb(value, verb, flags);
  const base = BASES[verb];
  if (base === undefined) return undefined;
  const magnitude = value < 0n ? -value : value;
  if (magnitude === 0n && flags.precision === 0) return padded("", { ...flags, zero: false });
  const [radix, prefix] = base;
  const digits = magnitude.toString(radix).padStart(flags.precision ?? 0, "0");
  const sign = signOf(value < 0n, flags);
  const all = filled(verb === "X" ? digits.toUpperCase() : digits, sign, flags);
  const lead = flags.sharp && !(prefix === "0" && all.startsWith("0")) ? prefix : "";
  return padded(sign + (verb === "O" ? "0o" : "") + lead + all, { ...flags, zero: false });
}

/** Zeros that fill the width are digits for Go: what leads them comes on top. */
function filled(digits: string, sign: string, { width = 0, zero, precision }: Flags): string {
  return zero && precision === undefined ? digits.padStart(width - sign.length, "0") : digits;
}

function characterVerb(value: bigint, verb: string, flags: Flags): string {
  const isCharacter = value >= 0n && value <= 0x10ffffn && (value < 0xd800n || value > 0xdfffn);
  const char = isCharacter ? String.fromCodePoint(Number(value)) : "\uFFFD";
  if (verb === "c") return padded(char, flags);
  if (verb === "q") return padded(flags.plus ? ascii(goQuoteChar(char)) : goQuoteChar(char), flags);
  const digits = BigInt.asUintN(64, value).toString(16).toUpperCase();
  const shown = flags.sharp && isCharacter ? goCodePoint(char).replace(/^\S+/, "") : "";
  return padded(`U+${digits.padStart(Math.max(4, flags.precision ?? 0), "0")}${shown}`, {
    ...flags,
    zero: false,
  });
}

/** A `string`; undefined for a verb that it has not. */
export function stringVerb(value: string, verb: string, flags: Flags): string | undefined {
  const kept = flags.precision === undefined ? value : Array.from(value).slice(0, flags.precision).join("");
  switch (verb) {
    case "v":
      return padded(flags.isGoSyntax ? goQuote(kept) : kept, flags);
    case "s":
      return padded(kept, flags);
    case "q":
      return padded(quoted(kept, flags), flags);
    case "x":
      return padded(hex(value, flags), flags);
    case "X":
      return padded(hex(value, flags).toUpperCase(), flags);
    default:
      return undefined;
  }
}

function quoted(text: string, { sharp, plus }: Flags): string {
  if (sharp && /^[\t -_a-~\u00a0-\ufefe\uff00-\u{10ffff}]*$/u.test(text)) return `\`${text}\``;
  return plus ? ascii(goQuote(text)) : goQuote(text);
}

function ascii(text: string): string {
  return text.replace(/[^\0-\x7f]/gu, (char) => {
    const code = char.codePointAt(0)!.toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
  });
}

function hex(text: string, { precision, space, sharp }: Flags): string {
  const bytes = [...Buffer.from(text).subarray(0, precision)].map((one) => one.toString(16).padStart(2, "0"));
  if (bytes.length === 0) return "";
  const prefix = sharp ? "0x" : "";
  return space ? bytes.map((one) => prefix + one).join(" ") : prefix + bytes.join("");
}
