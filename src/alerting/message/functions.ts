import { plainText } from "../template/format.ts";
import { FUNCTIONS as SHARED } from "../template/functions.ts";
import { isTrue as isTrueScalar, typeName as scalarType, type Value } from "../template/value.ts";

/** What a template of Alertmanager reckons with: what Prometheus' templates do, and lists. */
export type MessageValue = Value | readonly MessageValue[] | MessageMap;
export interface MessageMap {
  readonly [key: string]: MessageValue;
}

type Called = (...args: MessageValue[]) => MessageValue;

const OWN: Readonly<Record<string, Called>> = {
  and: (...args) => args.find((arg) => !isTrue(arg)) ?? args.at(-1),
  or: (...args) => args.find(isTrue) ?? args.at(-1),
  not: (arg) => !isTrue(arg),
  index: (from, key) => at(from, key),
  join: (separator, list) => listOf(list).map(printed).join(String(separator)),
  len: (arg) => BigInt(typeof arg === "object" ? entriesOf(arg).length : Buffer.byteLength(String(arg))),
  // What is safe as HTML stays as it is in a text.
  safeHtml: (text) => text,
  stringSlice: (...texts) => texts,
  trimSpace: (text) => String(text).trim(),
};

const FROM_SHARED = [
  ...["eq", "ne", "lt", "le", "gt", "ge", "print", "printf", "println", "match", "reReplaceAll", "title"],
  ...["toLower", "toUpper"],
];

/** The functions that can be rendered here. */
export const FUNCTIONS: Readonly<Record<string, Called>> = {
  ...Object.fromEntries(FROM_SHARED.map((name) => [name, SHARED[name] as Called])),
  ...OWN,
};

/** Those of Alertmanager besides, of which some are of newer versions. */
const ELSEWHERE = [
  ...["call", "date", "html", "humanizeDuration", "js", "list", "append", "dict", "slice", "since", "toJson"],
  ...["tz", "urlquery", "urlUnescape"],
];

export const FUNCTION_NAMES: ReadonlySet<string> = new Set([...Object.keys(FUNCTIONS), ...ELSEWHERE]);

/** What `if` and `with` ask: neither zero, nor empty, nor nothing. */
export function isTrue(value: MessageValue): boolean {
  return typeof value === "object" ? entriesOf(value).length > 0 : isTrueScalar(value);
}

/** The name of a value's Go type, or about so. */
export function typeName(value: MessageValue): string {
  if (typeof value !== "object") return scalarType(value);
  return Array.isArray(value) ? "list" : "map";
}

/** The entries of a list or a map, as `range` takes them. */
export function entriesOf(value: object): [MessageValue, MessageValue][] {
  if (Array.isArray(value)) return value.map((one, i) => [BigInt(i), one]);
  return Object.entries(value as MessageMap).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** How a value is printed. Labels and annotations print as Alertmanager's do: `a=1, b=2`, the alert's name first. */
export function printed(value: MessageValue): string {
  if (typeof value !== "object") return plainText(value);
  if (Array.isArray(value)) return `[${value.map(printed).join(" ")}]`;
  return sortedNames(value as MessageMap)
    .map((name) => `${name}=${printed((value as MessageMap)[name])}`)
    .join(", ");
}

/** The names of labels, `alertname` first. */
export function sortedNames(map: object): string[] {
  const rank = (name: string) => (name === "alertname" ? "" : name);
  return Object.keys(map).sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

function at(from: MessageValue, key: MessageValue): MessageValue {
  if (typeof from !== "object") throw new Error("index is of a list or of labels");
  const name = String(key);
  if (Object.hasOwn(from, name)) return (from as MessageMap)[name];
  if (Array.isArray(from)) throw new Error(`there is no ${name} in a list of ${from.length}`);
  return "";
}

function listOf(value: MessageValue): readonly MessageValue[] {
  if (Array.isArray(value)) return value;
  throw new Error("join takes a list");
}
