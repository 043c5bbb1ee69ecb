import type { GoFunction, Parameters } from "./dialect.ts";
import { graphLink, stripDomain, stripPort, tableLink } from "./functions/addresses.ts";
import { equal, less, lessOrEqual } from "./functions/comparison.ts";
import { index, length, slice } from "./functions/elements.ts";
import { html, js, urlquery } from "./functions/escapes.ts";
import { floatOf } from "./functions/float-of.ts";
import { humanize, humanize1024, humanizeDuration, humanizePercentage } from "./functions/humanize.ts";
import { humanizeTimestamp, toTime } from "./functions/moments.ts";
import { print, println } from "./functions/printing.ts";
import { match, regexCost, reReplaceAll } from "./functions/regex.ts";
import { first, label, sortByLabel, value } from "./functions/samples.ts";
import { taking } from "./functions/taking.ts";
import { parseDuration, title, toLower, toUpper } from "./functions/texts.ts";
import { printf } from "./printf.ts";
import { AnyMap, HtmlText, isTrue, type Sample, typeName, type Value } from "./value.ts";

type Functions = Readonly<Record<string, GoFunction<Value>>>;

const ALL: Parameters = ["...any"];
const SOME: Parameters = ["any", "...any"];
const TEXT: Parameters = ["string"];
const SAMPLE: Parameters = ["*template.sample"];

/** Go's own. */
const OF_GO: Functions = {
  and: taking(SOME, (...args: Value[]) => args.find((arg) => !isTrue(arg)) ?? args.at(-1)),
  or: taking(SOME, (...args: Value[]) => args.find(isTrue) ?? args.at(-1)),
  not: taking(["any"], (arg: Value) => !isTrue(arg)),
  call: taking(SOME, call),
  eq: taking(SOME, equal),
  ne: taking(["any", "any"], (a: Value, b: Value) => !equal(a, b)),
  lt: taking(["any", "any"], less),
  le: taking(["any", "any"], lessOrEqual),
  gt: taking(["any", "any"], (a: Value, b: Value) => !lessOrEqual(a, b)),
  ge: taking(["any", "any"], (a: Value, b: Value) => !less(a, b)),
  index: taking(SOME, index),
  slice: taking(SOME, slice),
  len: taking(["any"], length),
  print: taking(ALL, print),
  printf: taking(["string", "...any"], (format: string, ...args: Value[]) => printf(format, args)),
  println: taking(ALL, println),
  html: taking(ALL, html),
  js: taking(ALL, js),
  urlquery: taking(ALL, urlquery),
};

/** Those of Prometheus that ask it nothing. */
const OF_PROMETHEUS: Functions = {
  args: taking(
    ALL,
    (...args: Value[]) => new AnyMap(Object.fromEntries(args.map((arg, i) => [`arg${i}`, arg]))),
  ),
  first: taking(["template.queryResult"], first),
  graphLink: taking(TEXT, graphLink),
  humanize: taking(["any"], (arg: Value) => humanize(floatOf(arg))),
  humanize1024: taking(["any"], (arg: Value) => humanize1024(floatOf(arg))),
  humanizeDuration: taking(["any"], (arg: Value) => humanizeDuration(floatOf(arg))),
  humanizePercentage: taking(["any"], (arg: Value) => humanizePercentage(floatOf(arg))),
  humanizeTimestamp: taking(["any"], humanizeTimestamp),
  label: taking(["string", "*template.sample"], label),
  match: taking(["string", "string"], match, regexCost),
  parseDuration: taking(TEXT, parseDuration),
  reReplaceAll: taking(
    ["string", "string", "string"],
    reReplaceAll,
    (pattern: string, by: string, text: string) => regexCost(pattern, text, by),
  ),
  safeHtml: taking(TEXT, (text: string) => new HtmlText(text)),
  sortByLabel: taking(["string", "template.queryResult"], sortByLabel),
  stripDomain: taking(TEXT, stripDomain),
  stripPort: taking(TEXT, stripPort),
  strvalue: taking(SAMPLE, (sample: Sample | undefined) => label("__value__", sample)),
  tableLink: taking(TEXT, tableLink),
  title: taking(TEXT, title),
  toLower: taking(TEXT, toLower),
  toTime: taking(["any"], toTime),
  toUpper: taking(TEXT, toUpper),
  value: taking(SAMPLE, value),
};

/** The functions whose results depend on their arguments alone. */
export const FUNCTIONS: Functions = { ...OF_GO, ...OF_PROMETHEUS };

/** The names of all functions of an alert's template, also of those that ask the Prometheus that they run in. */
export const FUNCTION_NAMES: ReadonlySet<string> = new Set([
  ...Object.keys(FUNCTIONS),
  ...["query", "externalURL", "pathPrefix", "now"],
]);

/** No value of a template is a function. */
function call(called: Value): never {
  throw new Error(called === undefined ? "call of nil" : `non-function of type ${typeName(called)}`);
}
