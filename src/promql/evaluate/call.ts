import { type Call, withoutParens } from "../ast.ts";
import type { FunctionName } from "../functions.ts";
import { absent, absentOverTime } from "./functions/absent.ts";
import { DATE_PARTS } from "./functions/date.ts";
import { histogramFraction, histogramQuantile, histogramQuantiles } from "./functions/histogram.ts";
import { info } from "./functions/info.ts";
import { labelJoin, labelReplace, textsOf } from "./functions/labels.ts";
import { clamp, larger, MATH, roundTo, smaller } from "./functions/math.ts";
import { sorted, sortedByLabels } from "./functions/sort.ts";
import { type Grid, timeAt } from "./grid.ts";
import { mapRows } from "./map-rows.ts";
import { overRanges } from "./over-ranges.ts";
import type { Query } from "./query.ts";
import { rangeFunctionOf } from "./range-functions/index.ts";
import { evaluateSelector, unsupported } from "./selector.ts";
import { emptyRow, hasAnswer, type Value, type VectorValue, vectorOf } from "./value.ts";

type Evaluate = (call: Call, grid: Grid, query: Query) => Promise<Value> | Value;

/** Functions that are neither about a range vector, nor about each number by itself. */
const OTHERS: Readonly<Partial<Record<FunctionName, Evaluate>>> = {
  absent,
  absent_over_time: absentOverTime,
  clamp: (call, grid, query) => bounded(call, grid, query, 1, 2),
  clamp_max: (call, grid, query) => bounded(call, grid, query, undefined, 1),
  clamp_min: (call, grid, query) => bounded(call, grid, query, 1, undefined),
  end: (_, grid, { endMs }) => constant(grid, endMs / 1000),
  histogram_fraction: histogramFraction,
  histogram_quantile: histogramQuantile,
  histogram_quantiles: histogramQuantiles,
  info,
  label_join: async (call, grid, query) => labelJoin(await query.vector(call.args[0]!, grid), call, query),
  label_replace: async (call, grid, query) =>
    labelReplace(await query.vector(call.args[0]!, grid), call, query),
  max_of: (call, grid, query) => ofTwo(call, grid, query, larger),
  min_of: (call, grid, query) => ofTwo(call, grid, query, smaller),
  pi: (_, grid) => constant(grid, Math.PI),
  range: (_, grid, { startMs, endMs }) => constant(grid, (endMs - startMs) / 1000),
  round: rounded,
  scalar: scalarOf,
  sort: async (call, grid, query) => sorted(await toSort(call, grid, query), 1),
  sort_by_label: async (call, grid, query) =>
    sortedByLabels(await toSort(call, grid, query), textsOf(call), 1),
  sort_by_label_desc: async (call, grid, query) =>
    sortedByLabels(await toSort(call, grid, query), textsOf(call), -1),
  sort_desc: async (call, grid, query) => sorted(await toSort(call, grid, query), -1),
  start: (_, grid, { startMs }) => constant(grid, startMs / 1000),
  step: (_, grid, { stepMs }) => constant(grid, stepMs / 1000),
  time: (_, grid) => ({ kind: "scalar", values: timesOf(grid) }),
  timestamp: timestampOf,
  vector: async (call, grid, query) => {
    const values = await query.scalar(call.args[0]!, grid);
    return vectorOf([{ ...emptyRow({}, grid.count), values, present: new Uint8Array(grid.count).fill(1) }]);
  },
};

export async function evaluateCall(call: Call, grid: Grid, query: Query): Promise<Value> {
  const other = OTHERS[call.name];
  if (other !== undefined) return await other(call, grid, query);
  const ofRange = rangeFunctionOf(call.name, grid, query);
  if (ofRange !== undefined) return await overRanges(call, ofRange, grid, query);
  const datePart = DATE_PARTS[call.name];
  if (datePart !== undefined) return mapRows(await timesAskedFor(call, grid, query), query, datePart);
  const math = MATH[call.name];
  if (math !== undefined) return mapRows(await query.vector(call.args[0]!, grid), query, math);
  throw unsupported(`${call.name}()`);
}

async function bounded(
  { args }: Call,
  grid: Grid,
  query: Query,
  minAt: number | undefined,
  maxAt: number | undefined,
): Promise<VectorValue> {
  const vector = await query.vector(args[0]!, grid);
  const bound = (at: number | undefined, none: number) =>
    at === undefined ? constant(grid, none).values : query.scalar(args[at]!, grid);
  const [min, max] = [await bound(minAt, -Infinity), await bound(maxAt, Infinity)];
  // bounds that contradict each other leave nothing
  const rows = vector.rows.map((row) => ({
    ...row,
    present: row.present.map((is, step) => (min[step]! > max[step]! ? 0 : is)),
  }));
  return mapRows(vectorOf(rows.filter(hasAnswer)), query, (value, step) =>
    clamp(value, min[step]!, max[step]!),
  );
}

async function rounded({ args }: Call, grid: Grid, query: Query): Promise<VectorValue> {
  const vector = await query.vector(args[0]!, grid);
  const multiples = args[1] === undefined ? constant(grid, 1).values : await query.scalar(args[1], grid);
  return mapRows(vector, query, (value, step) => roundTo(value, multiples[step]!));
}

async function ofTwo(
  { args }: Call,
  grid: Grid,
  query: Query,
  choose: (a: number, b: number) => number,
): Promise<Value> {
  const left = await query.scalar(args[0]!, grid);
  const right = await query.scalar(args[1]!, grid);
  return { kind: "scalar", values: left.map((number, step) => choose(number, right[step]!)) };
}

/** The one number of a vector; NaN where it has none or several. */
async function scalarOf({ args }: Call, grid: Grid, query: Query): Promise<Value> {
  const { rows } = await query.vector(args[0]!, grid);
  const values = new Float64Array(grid.count).map((_, step) => {
    const there = rows.filter(({ present }) => present[step] === 1);
    return there.length === 1 ? there[0]!.values[step]! : Number.NaN;
  });
  return { kind: "scalar", values };
}

/** Of a selector the times of its samples, of anything else the time of the evaluation. */
async function timestampOf({ args }: Call, grid: Grid, query: Query): Promise<VectorValue> {
  const arg = withoutParens(args[0]!);
  if (arg.kind === "selector")
    return mapRows(await evaluateSelector(arg, grid, query, "time"), query, (seconds) => seconds);
  return mapRows(await query.vector(arg, grid), query, (_, step) => timeAt(grid, step) / 1000);
}

function timesAskedFor({ args }: Call, grid: Grid, query: Query): Promise<VectorValue> | VectorValue {
  if (args[0] !== undefined) return query.vector(args[0], grid);
  const present = new Uint8Array(grid.count).fill(1);
  return vectorOf([{ metric: {}, values: timesOf(grid), present, dropsName: false }]);
}

/** The answers of several steps have no order but that of their labels. */
async function toSort(call: Call, grid: Grid, query: Query): Promise<VectorValue> {
  if (grid.count > 1 && query.isV3)
    query.annotations.warn(
      "sort is ineffective for range queries since results are always ordered by labels",
      call.span,
    );
  return await query.vector(call.args[0]!, grid);
}

function constant({ count }: Grid, value: number): Extract<Value, { kind: "scalar" }> {
  return { kind: "scalar", values: new Float64Array(count).fill(value) };
}

function timesOf(grid: Grid): Float64Array {
  return new Float64Array(grid.count).map((_, step) => timeAt(grid, step) / 1000);
}
