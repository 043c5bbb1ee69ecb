import { goQuote } from "../../../promql/index.ts";
import { typeName, type Value } from "../value.ts";

const FLOAT = /^[+-]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?|inf|infinity|nan)$/i;

/**
 * The number that Prometheus' functions take a value for: they read texts, too.
 * @throws Error for what is none
 */
export function floatOf(value: Value): number {
  if (typeof value === "number" || typeof value === "bigint") return Number(value);
  if (typeof value !== "string") throw new Error(`can't convert ${typeName(value)} to float`);
  if (!FLOAT.test(value)) throw new Error(`strconv.ParseFloat: parsing ${goQuote(value)}: invalid syntax`);
  const [, sign, word] = /^([+-]?)(inf|nan)/i.exec(value) ?? [];
  if (word !== undefined) return /nan/i.test(word) ? Number.NaN : Number(`${sign}Infinity`);
  const number = Number(value);
  if (Number.isFinite(number)) return number;
  throw new Error(`strconv.ParseFloat: parsing ${goQuote(value)}: value out of range`);
}
