import { RE2JS } from "re2js";
import { humanize, humanize1024, humanizeDuration, humanizePercentage } from "./humanize.ts";
import { printf } from "./printf.ts";
import { isTrue, kindOf, plainText, type Value } from "./value.ts";

type Called = (...args: Value[]) => Value;

/** The functions that can be rendered here. */
export const FUNCTIONS: Readonly<Record<string, Called>> = {
  and: (...args) => args.find((arg) => !isTrue(arg)) ?? args.at(-1),
  or: (...args) => args.find(isTrue) ?? args.at(-1),
  not: (arg) => !isTrue(arg),
  eq: (first, ...others) => others.some((other) => compare(first, other) === 0),
  ne: (a, b) => compare(a, b) !== 0,
  lt: (a, b) => compare(a, b) < 0,
  le: (a, b) => compare(a, b) <= 0,
  gt: (a, b) => compare(a, b) > 0,
  ge: (a, b) => compare(a, b) >= 0,
  index: (map, key) => (typeof map === "object" ? (map[text(key)] ?? "") : misfit("index", map)),
  len: (arg) => BigInt(typeof arg === "object" ? Object.keys(arg).length : Buffer.byteLength(text(arg))),
  print,
  printf: (format, ...args) => printf(text(format), args),
  println: (...args) => `${args.map(plainText).join(" ")}\n`,
  humanize: (arg) => humanize(number(arg)),
  humanize1024: (arg) => humanize1024(number(arg)),
  humanizeDuration: (arg) => humanizeDuration(number(arg)),
  humanizePercentage: (arg) => humanizePercentage(number(arg)),
  match: (pattern, arg) => RE2JS.compile(text(pattern)).matcher(text(arg)).find(),
  reReplaceAll: (pattern, by, arg) => RE2JS.compile(text(pattern)).matcher(text(arg)).replaceAll(text(by)),
  title: (arg) => text(arg).replace(/(?<![\p{L}\p{N}_'])\p{L}/gu, (letter) => letter.toUpperCase()),
  toLower: (arg) => text(arg).toLowerCase(),
  toUpper: (arg) => text(arg).toUpperCase(),
};

/** Functions that Prometheus has besides: they ask it something, or make a page. */
const ELSEWHERE = [
  ...["args", "call", "externalURL", "first", "graphLink", "html", "humanizeTimestamp", "js", "label"],
  ...["parseDuration", "pathPrefix", "query", "safeHtml", "slice", "sortByLabel", "stripDomain", "stripPort"],
  ...["strvalue", "tableLink", "tmpl", "toTime", "urlquery", "value"],
];

/** The names of all functions of an alert's template. */
export const FUNCTION_NAMES: ReadonlySet<string> = new Set([...Object.keys(FUNCTIONS), ...ELSEWHERE]);

/** Go puts a space between two that are both no strings. */
function print(...args: Value[]): string {
  return args.reduce<string>((whole, arg, i) => {
    const isApart = i > 0 && typeof arg !== "string" && typeof args[i - 1] !== "string";
    return whole + (isApart ? " " : "") + plainText(arg);
  }, "");
}

function compare(a: Value, b: Value): number {
  if (typeof a !== typeof b || typeof a === "object" || a === undefined || b === undefined) {
    throw new Error(`${kindOf(a).name} and ${kindOf(b).name} cannot be compared`);
  }
  return a < b ? -1 : a === b ? 0 : 1;
}

function text(value: Value): string {
  return typeof value === "string" ? value : misfit("a text", value);
}

/** Prometheus reads numbers out of texts too. */
function number(value: Value): number {
  if (typeof value === "number") return value;
  if (typeof value === "bigint" || (typeof value === "string" && value.trim() !== "")) return Number(value);
  return misfit("a number", value);
}

function misfit(wanted: string, value: Value): never {
  throw new Error(`${wanted} is wanted where ${kindOf(value).name} stands`);
}
