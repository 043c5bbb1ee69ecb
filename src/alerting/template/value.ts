import type { Labels } from "../../model/index.ts";

/**
 * What a template reckons with: Go's `string`, `float64` (a number), `int` (a bigint), `bool`, `nil` (undefined), what a
 * query answers (a list), `map[string]string` (a plain object), and objects.
 */
export type Value =
  | (string | number | bigint | boolean | undefined)
  | (readonly Value[] | ValueMap | Struct | AnyMap | HtmlText | Moment);
export interface ValueMap {
  readonly [key: string]: Value;
}

/** A struct: an alert's data, or by pointer a sample. */
export class Struct {
  /** As Go names its type. */
  readonly typeName: string;
  readonly fields: ValueMap;

  constructor(typeName: string, fields: ValueMap) {
    this.typeName = typeName;
    this.fields = fields;
  }

  get isPointer(): boolean {
    return this.typeName.startsWith("*");
  }
}

/** One of the series that a query answers. */
export class Sample extends Struct {
  constructor(labels: Labels, value: number) {
    super("*template.sample", { Labels: labels, Value: value });
  }
}

/** Values that a map, with the maps in it, holds at most; made of themselves, they would grow without end. */
const MAX_SIZE = 10_000;

/** `map[string]interface {}`, which `args` makes: a key that is not there is nothing. */
export class AnyMap {
  readonly values: ValueMap;
  readonly length: number;
  readonly #size: number;

  /** @throws Error for more values than a map may hold */
  constructor(values: Readonly<Record<string, Value>>) {
    this.values = values;
    const all = Object.values(values);
    this.length = all.length;
    this.#size = all.reduce<number>((sum, one) => sum + AnyMap.#sizeOf(one), 0);
    if (this.#size > MAX_SIZE) throw new Error(`a map holds more than ${MAX_SIZE} values`);
  }

  static #sizeOf(value: Value): number {
    return value instanceof AnyMap ? value.#size : Array.isArray(value) ? value.length : 1;
  }
}

/** What `safeHtml` makes of a text. */
export class HtmlText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A moment, in UTC. */
export class Moment {
  /** Since 1970. */
  readonly ms: number;

  constructor(ms: number) {
    this.ms = ms;
  }
}

const TYPES = {
  string: "string",
  number: "float64",
  bigint: "int",
  boolean: "bool",
  undefined: "<nil>",
  object: "map[string]string",
} as const;

/** The name of a value's Go type. */
export function typeName(value: Value): string {
  if (Array.isArray(value)) return "template.queryResult";
  if (value instanceof Struct) return value.typeName;
  if (value instanceof AnyMap) return "map[string]interface {}";
  if (value instanceof HtmlText) return "template.HTML";
  if (value instanceof Moment) return "*time.Time";
  return TYPES[typeof value as keyof typeof TYPES];
}

/** What `if` and `with` ask: neither zero, nor empty, nor nothing. */
export function isTrue(value: Value): boolean {
  if (typeof value !== "object") return Boolean(value) || Number.isNaN(value);
  return lengthOf(value) !== 0;
}

/** How many bytes, elements or keys a value has; undefined for what has no length. */
export function lengthOf(value: Value): number | undefined {
  if (typeof value === "string") return Buffer.byteLength(value);
  if (value instanceof HtmlText) return Buffer.byteLength(value.text);
  if (value instanceof AnyMap || Array.isArray(value)) return value.length;
  const map = mapOf(value);
  return map && Object.keys(map).length;
}

/** A map's or list's entries, a map's in the order of its keys; undefined for what has none. */
export function entries(value: object): readonly (readonly [Value, Value])[] | undefined {
  if (Array.isArray(value)) return value.map((one: Value, i) => [BigInt(i), one] as const);
  const map = mapOf(value);
  return map && Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What stands in a map, of either kind; undefined for what is none. */
export function mapOf(value: Value | object): ValueMap | undefined {
  if (value instanceof AnyMap) return value.values;
  const isOther = typeof value !== "object" || Array.isArray(value) || isObject(value);
  return isOther ? undefined : (value as ValueMap);
}

/**
 * The field or key of an object. A label that is not there is an empty text, as Prometheus sets `missingkey=zero`.
 * @throws Error where there is none
 */
export function fieldOf(value: object, name: string): Value {
  const fields = value instanceof Struct ? value.fields : mapOf(value);
  if (fields !== undefined && Object.hasOwn(fields, name)) return fields[name];
  if (value instanceof AnyMap) return undefined;
  if (fields === undefined || value instanceof Struct)
    throw new Error(`can't evaluate field ${name} in type ${typeName(value as Value)}`);
  return "";
}

function isObject(value: object): boolean {
  return value instanceof Struct || value instanceof HtmlText || value instanceof Moment;
}
