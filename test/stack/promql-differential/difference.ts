import type { Labels, SeriesReader } from "farol/model";
import {
  evaluateInstant,
  evaluateRange,
  type InstantAnswer,
  PromqlError,
  parse,
  QueryError,
  type RangeAnswer,
} from "farol/promql";

/** A question: an expression, and when it is asked. */
export type Question =
  | { readonly expr: string; readonly atMs: number }
  | { readonly expr: string; readonly startMs: number; readonly endMs: number; readonly stepMs: number };

/** An answer in one form, whoever gave it: numbers by series and time; or that there is none, and why. */
type Answer = Numbers | { readonly error: string };
interface Numbers {
  readonly series: ReadonlyMap<string, ReadonlyMap<number, number>>;
  readonly order: readonly string[];
}

/** Rounding of a last digit, as JavaScript's functions and Go's are others. */
const TOLERANCE = 1e-11;
/** As the Prometheus of the tests is set, which evaluates each second. */
const OPTIONS = { semantics: "v2", subqueryStepMs: 1000 } as const;

/** Where a Prometheus 2.42 answers a question otherwise than Farol; undefined where both answer the same. */
export async function difference(
  question: Question,
  url: string,
  reader: SeriesReader,
): Promise<string | undefined> {
  const [ours, theirs] = await Promise.all([farols(question, reader), prometheuss(question, url)]);
  if ("error" in ours || "error" in theirs) {
    const bothFail = "error" in ours && "error" in theirs;
    return bothFail ? undefined : `Farol: ${outcome(ours)}, Prometheus: ${outcome(theirs)}`;
  }
  const isOrdered = /^sort/.test(question.expr) && "atMs" in question;
  return numberDifference(ours, theirs) ?? (isOrdered ? orderDifference(ours, theirs) : undefined);
}

function numberDifference({ series: ours }: Numbers, { series: theirs }: Numbers): string | undefined {
  for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
    const [a, b] = [ours.get(key), theirs.get(key)];
    if (a === undefined || b === undefined)
      return `only ${a === undefined ? "Prometheus" : "Farol"} has ${key}`;
    const time = [...new Set([...a.keys(), ...b.keys()])].find((one) => !isAlmost(a.get(one), b.get(one)));
    if (time !== undefined) return `${key} at ${time}: Farol ${a.get(time)}, Prometheus ${b.get(time)}`;
  }
  return undefined;
}

function outcome(answer: Answer): string {
  return "error" in answer ? answer.error : `${answer.series.size} series`;
}

/** Series of one number may stand in either order. */
function orderDifference(ours: Numbers, theirs: Numbers): string | undefined {
  const valuesOf = ({ order, series }: Numbers) => order.map((key) => [...series.get(key)!.values()][0]);
  const [a, b] = [valuesOf(ours), valuesOf(theirs)];
  return a.every((value, i) => isAlmost(value, b[i])) ? undefined : `order: Farol ${a}, Prometheus ${b}`;
}

function isAlmost(a: number | undefined, b: number | undefined): boolean {
  if (a === b || Object.is(a, b)) return true;
  if (a === undefined || b === undefined) return false;
  return Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
}

async function farols(question: Question, reader: SeriesReader): Promise<Answer> {
  const { expr: text } = question;
  try {
    const expr = parse(text, OPTIONS);
    const answer =
      "atMs" in question
        ? await evaluateInstant(expr, text, reader, question.atMs, OPTIONS)
        : await evaluateRange(expr, text, reader, question, OPTIONS);
    return answerOf(seriesOf(answer));
  } catch (error) {
    if (!(error instanceof QueryError || error instanceof PromqlError)) throw error;
    return { error: error.message };
  }
}

type Series = readonly (readonly [
  metric: Labels,
  points: readonly (readonly [timeMs: number, value: number])[],
])[];

function seriesOf(answer: InstantAnswer | RangeAnswer): Series {
  if (answer.type === "string") return ofText(answer.value);
  if (answer.type === "scalar") return [[{}, [[answer.point.timeMs, answer.point.value]]]];
  return answer.series.map(({ metric, points }) => [
    metric,
    points.map(({ timeMs, value }) => [timeMs, value] as const),
  ]);
}

/** A text is a series of that name without numbers. */
function ofText(text: string): Series {
  return [[{ text }, []]];
}

function answerOf(series: Series): Answer {
  const keyed = series.map(([metric, points]) => [keyOf(metric), new Map(points)] as const);
  if (new Set(keyed.map(([key]) => key)).size < keyed.length) throw new Error("two series of one name");
  return { series: new Map(keyed), order: keyed.map(([key]) => key) };
}

function keyOf(metric: Labels): string {
  return JSON.stringify(Object.entries(metric).sort());
}

/** As its HTTP API writes a number at a time. */
type Written = readonly [seconds: number, value: string];
interface WrittenSeries {
  readonly metric: Labels;
  readonly value?: Written;
  readonly values?: readonly Written[];
}
type Data =
  | { readonly resultType: "scalar"; readonly result: Written }
  | { readonly resultType: "string"; readonly result: Written }
  | { readonly resultType: "vector" | "matrix"; readonly result: readonly WrittenSeries[] };

async function prometheuss(question: Question, url: string): Promise<Answer> {
  const { expr: query, ...when } = question;
  const seconds = Object.entries(when).map(([name, ms]) => [PARAMETERS[name]!, String(ms / 1000)]);
  const path = "atMs" in question ? "query" : "query_range";
  const body = new URLSearchParams({ query, ...Object.fromEntries(seconds) });
  const response = await fetch(`${url}/api/v1/${path}`, { method: "POST", body });
  const { data, error } = (await response.json()) as { readonly data?: Data; readonly error?: string };
  if (data === undefined) return { error: error ?? String(response.status) };
  if (data.resultType === "string") return answerOf(ofText(data.result[1]));
  if (data.resultType === "scalar") return answerOf([[{}, [pointOf(data.result)]]]);
  return answerOf(data.result.map(({ metric, value, values = [value!] }) => [metric, values.map(pointOf)]));
}

const PARAMETERS: Readonly<Record<string, string>> = {
  atMs: "time",
  startMs: "start",
  endMs: "end",
  stepMs: "step",
};

function pointOf([seconds, value]: Written): readonly [number, number] {
  return [Math.round(seconds * 1000), Number(value.replace("Inf", "Infinity"))];
}
