import type { Expr } from "../ast.ts";
import {
  evaluateInstant,
  evaluateRange,
  QueryError,
  type QueryOptions,
  type RangeAnswer,
} from "../evaluate/index.ts";
import type { Semantics } from "../functions.ts";
import { EVERYTHING_EXPERIMENTAL } from "../options.ts";
import { parse } from "../parser/parse.ts";
import { PromqlError } from "../promql-error.ts";
import { type ComparedRange, instantFault, isExpected, rangeFault } from "./compare.ts";
import { type Expected, parseScript, type ScriptCase } from "./parse-script.ts";
import { fixedAt, hasSteps, timesAround } from "./repeated.ts";
import { ScriptStorage } from "./script-storage.ts";

const MINUTE_MS = 60_000;

/** How one case of a script went. */
export interface CaseVerdict {
  readonly line: number;
  readonly expr: string;
  /** What is not as expected; undefined when it passed. */
  readonly failure: string | undefined;
}

export interface ScriptOptions extends QueryOptions {
  /** The lines of the cases that are run. Default: all */
  readonly lines?: ReadonlySet<number>;
}

/**
 * Runs a script in Prometheus' test language.
 * @throws ScriptError when it cannot be read
 */
export async function runScript(
  text: string,
  { lines, ...options }: ScriptOptions = {},
): Promise<CaseVerdict[]> {
  let storage = new ScriptStorage();
  let unknown: string | undefined;
  const verdicts: CaseVerdict[] = [];
  for (const command of parseScript(text)) {
    if (command.kind === "clear") {
      storage = new ScriptStorage();
      unknown = undefined;
    } else if (command.kind === "load") {
      storage.load(command);
      unknown ??= command.fault;
    } else if (lines?.has(command.line) ?? true) {
      const failure = unknown ?? command.fault ?? (await failureOf(command, storage, options));
      verdicts.push({ line: command.line, expr: command.expr, failure });
    }
  }
  return verdicts;
}

async function failureOf(
  one: ScriptCase,
  storage: ScriptStorage,
  options: QueryOptions,
): Promise<string | undefined> {
  const { expr: text, expected } = one;
  try {
    const expr = read(text, options.semantics ?? "v3");
    const fault = await answerFault(one, expr, storage, options);
    return expected.fails ? "expected a failure, got an answer" : fault;
  } catch (error) {
    if (!(error instanceof QueryError || error instanceof PromqlError)) throw error;
    const isOurs = error instanceof QueryError && error.failure === "unsupported";
    if (!expected.fails || isOurs) return error.message;
    const isIt = expected.failure === undefined || isExpected(error.message, expected.failure);
    return isIt ? undefined : `expected another failure, got: ${error.message}`;
  }
}

/** Whether the answer is the one expected, and as Prometheus' runner asks, the same when it is asked in other ways. */
async function answerFault(
  { expr: text, times, expected }: ScriptCase,
  expr: Expr,
  storage: ScriptStorage,
  options: QueryOptions,
): Promise<string | undefined> {
  if (times.kind === "range")
    return rangeFault(await evaluateRange(expr, text, storage, times, options), expected, times);
  const askedAt = async (asked: Expr, atMs: number) =>
    instantFault(await evaluateInstant(asked, text, storage, atMs, options), expected, atMs);
  const fault = await askedAt(expr, times.atMs);
  if (fault !== undefined || expected.fails) return fault;
  const fixed = fixedAt(expr, times.atMs);
  for (const atMs of fixed === undefined ? [] : timesAround(times.atMs)) {
    const other = await askedAt(fixed!, atMs);
    if (other !== undefined) return `asked at ${atMs} ms with @: ${other}`;
  }
  if (expected.isOrdered || expected.span !== undefined || !hasSteps(expr)) return undefined;
  const steps = { startMs: times.atMs - MINUTE_MS, endMs: times.atMs + MINUTE_MS, stepMs: MINUTE_MS };
  const range = middleOf(await evaluateRange(expr, text, storage, steps, options), times.atMs);
  const other = rangeFault(range, middleExpected(expected), { startMs: times.atMs, stepMs: MINUTE_MS });
  return other && `asked over time: ${other}`;
}

/** What an answer over time says of one of its times; what it says beside is of all of them. */
function middleOf(answer: RangeAnswer, atMs: number): ComparedRange {
  const series = answer.series
    .map(({ metric, points }) => ({ metric, points: points.filter(({ timeMs }) => timeMs === atMs) }))
    .filter(({ points }) => points.length > 0);
  return { ...answer, series };
}

/** A number is a series without labels there. */
function middleExpected(expected: Expected): Expected {
  const series =
    expected.scalar === undefined ? expected.series : [{ metric: {}, points: [expected.scalar] }];
  return { ...expected, series, warnings: undefined, infos: undefined };
}

function read(text: string, semantics: Semantics): Expr {
  return parse(text, { semantics, ...EVERYTHING_EXPERIMENTAL });
}
