import { AnyMap, HtmlText, lengthOf, mapOf, typeName, type Value } from "../value.ts";

/** `from[key][key]…` */
export function index(from: Value, ...keys: Value[]): Value {
  if (from === undefined) throw new Error("index of untyped nil");
  return keys.reduce(elementAt, from);
}

function elementAt(from: Value, key: Value): Value {
  const bytes = bytesOf(from);
  if (bytes === undefined && !Array.isArray(from)) return keyed(from, key);
  const length = bytes?.length ?? (from as readonly Value[]).length;
  const at = position(key, length);
  if (at === length) throw new Error(`reflect: ${bytes ? "string" : "slice"} index out of range`);
  return bytes ? BigInt(bytes[at]!) : (from as readonly Value[])[at];
}

function keyed(from: Value, key: Value): Value {
  const map = mapOf(from);
  if (map === undefined) throw new Error(`can't index item of type ${pointedTo(from)}`);
  if (key === undefined) throw new Error("value is nil; should be of type string");
  if (typeof key !== "string") throw new Error(`value has type ${typeName(key)}; should be string`);
  return Object.hasOwn(map, key) ? map[key] : from instanceof AnyMap ? undefined : "";
}

/** `from[a:b]` of a text's bytes, or of a list. */
export function slice(from: Value, ...bounds: Value[]): Value {
  if (from === undefined) throw new Error("slice of untyped nil");
  if (bounds.length > 3) throw new Error(`too many slice indexes: ${bounds.length}`);
  const bytes = bytesOf(from);
  if (bytes === undefined && !Array.isArray(from))
    throw new Error(`can't slice item of type ${pointedTo(from)}`);
  if (bytes !== undefined && bounds.length === 3) throw new Error("cannot 3-index slice a string");
  const sliced = bytes ?? (from as readonly Value[]);
  const [begin = 0, end = sliced.length, most = end] = bounds.map((one) => position(one, sliced.length));
  if (begin > end) throw new Error(`invalid slice index: ${begin} > ${end}`);
  if (end > most) throw new Error(`invalid slice index: ${end} > ${most}`);
  const part = sliced.slice(begin, end);
  return bytes ? asText(from, Buffer.from(part as Uint8Array).toString()) : (part as readonly Value[]);
}

function asText(like: Value, text: string): Value {
  return like instanceof HtmlText ? new HtmlText(text) : text;
}

/** How many bytes, elements or keys there are. */
export function length(of: Value): bigint {
  if (of === undefined) throw new Error("reflect: call of reflect.Value.Type on zero Value");
  const found = lengthOf(of);
  if (found === undefined) throw new Error(`len of type ${pointedTo(of)}`);
  return BigInt(found);
}

function position(key: Value, length: number): number {
  if (key === undefined) throw new Error("cannot index slice/array with nil");
  if (typeof key !== "bigint") throw new Error(`cannot index slice/array with type ${typeName(key)}`);
  if (key < 0n || key > length) throw new Error(`index out of range: ${key}`);
  return Number(key);
}

function bytesOf(value: Value): Uint8Array | undefined {
  const text = value instanceof HtmlText ? value.text : value;
  return typeof text === "string" ? Buffer.from(text) : undefined;
}

function pointedTo(value: Value): string {
  return typeName(value).replace("*", "");
}
