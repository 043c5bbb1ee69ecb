import { general } from "./float-text.ts";

/** What a template reckons with: Go's `string`, `float64` (a number), `int` (a bigint), `bool`, `nil`, and maps. */
export type Value = string | number | bigint | boolean | undefined | ValueMap;
export interface ValueMap {
  readonly [key: string]: Value;
}

const KINDS = {
  string: { name: "string", isNumber: false },
  number: { name: "float64", isNumber: true },
  bigint: { name: "int", isNumber: true },
  boolean: { name: "bool", isNumber: false },
  undefined: { name: "<nil>", isNumber: false },
  object: { name: "map[string]string", isNumber: false },
} as const;

/** The name of a value's Go type, and whether it is a number. */
export function kindOf(value: Value): { readonly name: string; readonly isNumber: boolean } {
  return KINDS[typeof value as keyof typeof KINDS];
}

/** `%v` */
export function plainText(value: Value): string {
  if (typeof value === "number") return general(value);
  if (value === undefined) return "<nil>";
  if (typeof value !== "object") return String(value);
  return `map[${entries(value)
    .map(([key, one]) => `${key}:${plainText(one)}`)
    .join(" ")}]`;
}

/** What `if` and `with` ask: neither zero, nor empty, nor nothing. */
export function isTrue(value: Value): boolean {
  return typeof value === "object" ? Object.keys(value).length > 0 : Boolean(value) || Number.isNaN(value);
}

/** A map's entries, in the order of their keys as Go's templates take them. */
export function entries(map: ValueMap): [string, Value][] {
  return Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));
}
