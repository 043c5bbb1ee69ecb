import { unquote } from "../../promql/index.ts";
import type { Literal } from "./syntax.ts";

const ESCAPE = String.raw`[abfnrtv\\]|x[\da-fA-F]{2}|[0-3][0-7]{2}|u(?![dD][89a-fA-F])[\da-fA-F]{4}|U00(?:0[\da-fA-F]|10)[\da-fA-F]{4}`;
const STRING = new RegExp(String.raw`^"(?:[^"\\\n]|\\(?:"|${ESCAPE}))*"$`);
const CHARACTER = new RegExp(String.raw`^'(?:[^'\\\n]|\\(?:'|${ESCAPE}))'$`, "u");
const INTEGER = /^([+-]?)(0[xX][\da-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9]\d*)$/;
const FLOAT = /^[+-]?(?:\d+\.\d*|\.\d+|\d+(?=[eE]))(?:[eE][+-]?\d+)?$/;
/** Go's `int` is less than this, and at least its negative. */
const INT_BOUND = 2n ** 63n;

/** What a text in quotes says; undefined where its escapes are not Go's. */
export function stringOf(token: string): string | undefined {
  return token.startsWith("`") || STRING.test(token) ? unquote(token) : undefined;
}

/** A character is its number, as in Go. */
export function characterOf(token: string): bigint | undefined {
  return CHARACTER.test(token) ? BigInt(unquote(token).codePointAt(0)!) : undefined;
}

/** Whole numbers are `int`, others `float64`; undefined for what is neither. */
export function numberOf(token: string): Literal | undefined {
  const plain = token.replace(/(?<=[\da-fA-FxXoObB])_(?=[\da-fA-F])/g, "");
  if (FLOAT.test(plain)) return Number(plain);
  const [, sign, digits] = INTEGER.exec(plain) ?? [];
  if (digits === undefined) return undefined;
  const magnitude = BigInt(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits);
  const value = sign === "-" ? -magnitude : magnitude;
  return value >= -INT_BOUND && value < INT_BOUND ? value : undefined;
}
