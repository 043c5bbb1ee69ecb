import { type Labels, labelsKey } from "../../model/index.ts";
import { readDuration } from "../duration-text.ts";
import { readNumber, readPoints } from "./points.ts";
import { ScriptError } from "./script-error.ts";
import { readSeries } from "./series-text.ts";

/** A script in Prometheus' test language, read. Times are in milliseconds. */
export type ScriptCommand = { readonly kind: "clear"; readonly line: number } | Load | ScriptCase;

export interface Load {
  readonly kind: "load";
  readonly line: number;
  readonly stepMs: number;
  readonly series: readonly ScriptSeries[];
  /** What of it is not known here, such as start timestamps: what is asked of it cannot pass. */
  readonly fault: string | undefined;
}

export interface ScriptSeries {
  readonly metric: Labels;
  readonly points: ReturnType<typeof readPoints>;
}

/** One question, and what the answer must be. */
export interface ScriptCase {
  readonly kind: "case";
  readonly line: number;
  readonly expr: string;
  readonly times:
    | { readonly kind: "instant"; readonly atMs: number }
    | { readonly kind: "range"; readonly startMs: number; readonly endMs: number; readonly stepMs: number };
  readonly expected: Expected;
  /** Why it could not be read, such as for a native histogram; then it cannot pass. */
  readonly fault: string | undefined;
}

export interface Expected {
  readonly fails: boolean;
  readonly isOrdered: boolean;
  /** What must be said beside the answer: all of it matches one of these. Undefined: it is not looked at. */
  readonly warnings: readonly TextPattern[] | undefined;
  readonly infos: readonly TextPattern[] | undefined;
  readonly failure: TextPattern | undefined;
  readonly text: string | undefined;
  readonly scalar: number | undefined;
  /** The times of the points of a range vector. */
  readonly span: { readonly startMs: number; readonly stepMs: number } | undefined;
  readonly series: readonly ScriptSeries[];
}

/** A text, or a regular expression that is found in it; neither: any text. */
export type TextPattern = { readonly msg?: string; readonly regex?: RegExp };

const EVAL =
  /^eval(?:_(fail|ordered|warn|info))?\s+(?:instant\s+at\s+(\S+)|range\s+from\s+(\S+)\s+to\s+(\S+)\s+step\s+(\S+))\s+(.*)$/i;
const EXPECT = /^expect\s+(fail|warn|info|no_warn|no_info|ordered|string|range vector)\b\s*(.*)$/i;

/**
 * Reads a script.
 * @throws ScriptError for what is no command, and for what cannot be loaded
 */
export function parseScript(text: string): ScriptCommand[] {
  return blocksOf(text).map((block) => readBlock(block));
}

interface Line {
  readonly line: number;
  readonly text: string;
}

/** Lines that belong together: a command, and what follows it until an empty line or the next command. */
function blocksOf(text: string): Line[][] {
  const blocks: Line[][] = [];
  let open = false;
  for (const [i, raw] of text.split("\n").entries()) {
    const one = { line: i + 1, text: raw.trim() };
    if (one.text.startsWith("#")) continue;
    const isCommand = /^(?:clear|load(?:_\w+)?|eval(?:_\w+)?)\b/i.test(one.text);
    if (one.text === "") open = false;
    else if (isCommand || !open) {
      blocks.push([one]);
      // nothing belongs to a clear
      open = !/^clear$/i.test(one.text);
    } else blocks.at(-1)!.push(one);
  }
  return blocks;
}

function readBlock([head, ...rest]: readonly Line[]): ScriptCommand {
  const { line, text } = head!;
  if (/^clear$/i.test(text)) return { kind: "clear", line };
  const load = /^load(_with_nhcb)?\s+(\S+)$/i.exec(text);
  if (load !== null) {
    const loaded = rest.map((one) => placed(one, readLoaded));
    const series = loaded.filter((one) => one !== "starts");
    const all = load[1] === undefined ? series : [...series, ...natives(series)];
    const fault = loaded.includes("starts") ? "start timestamps are not supported here" : undefined;
    return { kind: "load", line, stepMs: placed(head!, () => readTime(load[2]!)), series: all, fault };
  }
  const asked = EVAL.exec(text);
  if (asked === null) throw new ScriptError(line, `"${text}" is no command`);
  return placed(head!, () => readCase(line, asked, rest));
}

/** Reads a line, whose number an error gets. */
function placed<T>({ line, text }: Line, readText: (text: string) => T): T {
  try {
    return readText(text);
  } catch (error) {
    throw new ScriptError(line, (error as Error).message);
  }
}

/** `metric@st …` are no samples, but tell when a counter began to be counted. */
function readLoaded(text: string): ScriptSeries | "starts" {
  return readSeries(text).rest.startsWith("@st") ? "starts" : readPlainSeries(text);
}

function readPlainSeries(text: string): ScriptSeries {
  const { metric, rest } = readSeries(text);
  return { metric, points: readPoints(rest) };
}

/** `load_with_nhcb`: beside each histogram of buckets, a native one of the same. */
function natives(series: readonly ScriptSeries[]): ScriptSeries[] {
  const found = new Map<string, ScriptSeries>();
  for (const { metric, points } of series) {
    const { le, __name__: name = "", ...labels } = metric;
    if (le === undefined || !name.endsWith("_bucket")) continue;
    const native = { ...labels, __name__: name.replace(/_bucket$/, "") };
    const histograms = points.map((point) => (typeof point === "number" ? "histogram" : point));
    found.set(labelsKey("", native), { metric: native, points: histograms });
  }
  return [...found.values()];
}

function readCase(line: number, asked: RegExpExecArray, rest: readonly Line[]): ScriptCase {
  const [, mode = "", at, start, end, step, expr] = asked;
  const times =
    at !== undefined
      ? ({ kind: "instant", atMs: readTime(at) } as const)
      : ({
          kind: "range",
          startMs: readTime(start!),
          endMs: readTime(end!),
          stepMs: readTime(step!),
        } as const);
  const found = { kind: "case", line, expr: expr!, times } as const;
  try {
    return { ...found, expected: readExpected(mode.toLowerCase(), rest), fault: undefined };
  } catch (error) {
    return { ...found, expected: readExpected(mode.toLowerCase(), []), fault: (error as Error).message };
  }
}

/** What stands below a question, sorted by what it is. */
interface Lines {
  readonly directives: { readonly name: string; readonly text: string }[];
  readonly series: ScriptSeries[];
  scalar: number | undefined;
  failure: TextPattern | undefined;
}

function readExpected(mode: string, lines: readonly Line[]): Expected {
  const { directives, series, scalar, failure } = sortLines(lines);
  const of = (name: string) => directives.filter((one) => one.name === name).map(({ text }) => text);
  const has = (name: string) => mode === name || of(name).length > 0;
  const told = (name: string) => {
    if (of(`no_${name}`).length > 0) return [];
    return has(name) ? [...of(name).map(patternOf), ...(mode === name ? [{}] : [])] : undefined;
  };
  const [span] = of("range vector");
  return {
    fails: has("fail"),
    isOrdered: has("ordered"),
    warnings: told("warn"),
    infos: told("info"),
    failure: failure ?? of("fail").map(patternOf)[0],
    text: textIn(of("string")[0]),
    scalar,
    span: span === undefined ? undefined : readSpan(span),
    series,
  };
}

function sortLines(lines: readonly Line[]): Lines {
  const sorted: Lines = { directives: [], series: [], scalar: undefined, failure: undefined };
  for (const { text } of lines) {
    const [, name, rest] = EXPECT.exec(text) ?? [];
    const [, kind, failure] = /^expected_fail_(message|regexp)\s+(.*)$/i.exec(text) ?? [];
    if (name !== undefined) sorted.directives.push({ name: name.toLowerCase(), text: rest! });
    else if (failure !== undefined)
      sorted.failure = kind === "message" ? { msg: failure } : { regex: new RegExp(failure) };
    else if (/^[-+]?(?:[\d.]|inf$|nan$)\S*$/i.test(text)) sorted.scalar = readNumber(text);
    else sorted.series.push(readPlainSeries(text));
  }
  return sorted;
}

function patternOf(text: string): TextPattern {
  const [, kind, pattern] = /^(msg|regex):\s*(.*)$/.exec(text) ?? [];
  if (kind === "msg") return { msg: pattern! };
  return kind === "regex" ? { regex: new RegExp(pattern!) } : {};
}

function textIn(quoted: string | undefined): string | undefined {
  if (quoted === undefined) return undefined;
  return quoted.startsWith('"') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
}

function readSpan(text: string) {
  const [, start, , step] = /^from\s+(\S+)\s+to\s+(\S+)\s+step\s+(\S+)$/i.exec(text) ?? [];
  return { startMs: readTime(start!), stepMs: readTime(step!) };
}

/** A duration, or seconds. */
function readTime(text: string): number {
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return Math.round(Number(text) * 1000);
  const ms = readDuration(text.replace(/^-/, ""));
  if (typeof ms === "string") throw new Error(ms);
  return text.startsWith("-") ? -ms : ms;
}
