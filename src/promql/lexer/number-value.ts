import { goQuote } from "../go-quote.ts";

const HEXADECIMAL = /^0[xX]_?[0-9a-fA-F]+(?:_[0-9a-fA-F]+)*$/;
const OCTAL = /^0_?[0-7]+(?:_[0-7]+)*$/;
const DIGITS = "[0-9]+(?:_[0-9]+)*";
const DECIMAL = new RegExp(`^(?:${DIGITS}(?:\\.(?:${DIGITS})?)?|\\.${DIGITS})(?:[eE][+-]?${DIGITS})?$`);
const MAX_INTEGER = 2n ** 63n - 1n;

/** A number's value as Go reads it, or Prometheus' message about what is wrong with it. */
export function readNumber(text: string): number | string {
  if (/^inf$/i.test(text)) return Infinity;
  if (/^nan$/i.test(text)) return NaN;
  const plain = text.replaceAll("_", "");
  if (HEXADECIMAL.test(text))
    return BigInt(plain) <= MAX_INTEGER ? Number(plain) : fault(text, "invalid syntax");
  if (OCTAL.test(text)) {
    const value = BigInt(`0o${plain.slice(1)}`);
    if (value <= MAX_INTEGER) return Number(value);
  }
  if (!DECIMAL.test(text)) return fault(text, "invalid syntax");
  const value = Number(plain);
  return Number.isFinite(value) ? value : fault(text, "value out of range");
}

function fault(text: string, reason: string): string {
  return `error parsing number: strconv.ParseFloat: parsing ${goQuote(text)}: ${reason}`;
}
