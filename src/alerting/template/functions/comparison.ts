import { plainText } from "../format.ts";
import { HtmlText, Moment, Struct, typeName, type Value } from "../value.ts";

type Basic = string | number | bigint | boolean;

const INCOMPATIBLE = "incompatible types for comparison";

/** `==` with any of the others. */
export function equal(first: Value, ...others: Value[]): boolean {
  if (others.length === 0) throw new Error("missing argument for comparison");
  return others.some((other) => equalTwo(first, other));
}

function equalTwo(first: Value, other: Value): boolean {
  const [a, b] = [basic(first), basic(other)];
  if (a !== undefined && b !== undefined && typeof a === typeof b) return a === b;
  if (first === undefined || other === undefined) return first === other;
  if (a !== undefined || b !== undefined) throw new Error(INCOMPATIBLE);
  const isPointer = other instanceof Moment || (other instanceof Struct && other.isPointer);
  if (!isPointer) throw new Error(`non-comparable type ${plainText(other)}: ${typeName(other)}`);
  return first === other;
}

/** `<`, of two numbers of one type or two texts, which are compared by their bytes. */
export function less(first: Value, other: Value): boolean {
  const [a, b] = [basic(first), basic(other)];
  if (a === undefined || b === undefined) throw new Error("invalid type for comparison");
  if (typeof a !== typeof b) throw new Error(INCOMPATIBLE);
  if (typeof a === "boolean") throw new Error("invalid type for comparison");
  return typeof a === "string"
    ? Buffer.compare(Buffer.from(a), Buffer.from(b as string)) < 0
    : a < (b as typeof a);
}

/** `<=` */
export function lessOrEqual(first: Value, other: Value): boolean {
  return less(first, other) || equal(first, other);
}

function basic(value: Value): Basic | undefined {
  if (value instanceof HtmlText) return value.text;
  return typeof value === "object" ? undefined : value;
}
