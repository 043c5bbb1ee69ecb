import type { SeriesReader } from "../../model/index.ts";
import { type Expr, withoutParens } from "../ast.ts";
import { valueTypeOf } from "../type-of.ts";
import { documentedType } from "../value-type.ts";
import type { Annotations } from "./annotations.ts";
import { evaluateNode } from "./evaluate-node.ts";
import type { Grid } from "./grid.ts";
import { refuseHistograms } from "./histograms.ts";
import { distinct } from "./map-rows.ts";
import { Query, type QueryOptions } from "./query.ts";
import { QueryError } from "./query-error.ts";
import { rangesOf } from "./ranges.ts";
import { samplesOfRows } from "./row-samples.ts";
import { ColumnAnswer, type Point, type SeriesAnswer } from "./series-answer.ts";
import { hasAnswer, type Row, type Value, vectorOf, withoutName } from "./value.ts";

/** What an expression answers at one time. Each series of a vector has one point. */
export type InstantAnswer = Annotations &
  (
    | { readonly type: "scalar"; readonly point: Point }
    | { readonly type: "string"; readonly value: string; readonly timeMs: number }
    | { readonly type: "vector" | "matrix"; readonly series: readonly SeriesAnswer[] }
  );

/** What an expression answers over time: a series each, in no order. */
export interface RangeAnswer extends Annotations {
  readonly type: "matrix";
  readonly series: readonly SeriesAnswer[];
}

/** The times of a range query. */
export interface Steps {
  readonly startMs: number;
  readonly endMs: number;
  /** Greater than 0. */
  readonly stepMs: number;
}

/**
 * Answers an expression at one time.
 * @param text The expression as it was written, in which annotations name places.
 * @throws QueryError
 */
export async function evaluateInstant(
  expr: Expr,
  text: string,
  reader: SeriesReader,
  atMs: number,
  options: QueryOptions = {},
): Promise<InstantAnswer> {
  const query = new Query(text, reader, { startMs: atMs, endMs: atMs, stepMs: 0 }, options, evaluateNode);
  const grid = { startMs: atMs, stepMs: 0, count: 1 };
  const unwrapped = withoutParens(expr);
  if (unwrapped.kind === "matrix" || unwrapped.kind === "subquery") {
    const series = await samplesOf(unwrapped, grid, query);
    return { type: "matrix", series, ...said(query) };
  }
  const value = finished(await evaluateNode(expr, grid, query));
  if (value.kind === "string") return { type: "string", value: value.value, timeMs: atMs, ...said(query) };
  if (value.kind === "scalar")
    return { type: "scalar", point: { timeMs: atMs, value: value.values[0]! }, ...said(query) };
  return { type: "vector", series: answersOf(value.rows, grid), ...said(query) };
}

/**
 * Answers an expression over time.
 * @param text The expression as it was written, in which annotations name places.
 * @throws QueryError, also for one that is neither scalar nor instant vector
 */
export async function evaluateRange(
  expr: Expr,
  text: string,
  reader: SeriesReader,
  steps: Steps,
  options: QueryOptions = {},
): Promise<RangeAnswer> {
  refuseWithoutSteps(expr);
  const { startMs, endMs, stepMs } = steps;
  const query = new Query(text, reader, steps, options, evaluateNode);
  const grid = { startMs, stepMs, count: Math.floor((endMs - startMs) / stepMs) + 1 };
  const value = finished(await evaluateNode(expr, grid, query));
  const series = value.kind === "string" ? [] : answersOf(rowsOf(value, grid), grid);
  return { type: "matrix", series, ...said(query) };
}

function refuseWithoutSteps(expr: Expr): void {
  const type = valueTypeOf(expr);
  if (type === "vector" || type === "scalar") return;
  throw new QueryError(
    `invalid expression type "${documentedType(type)}" for range query, must be Scalar or instant Vector`,
  );
}

/** Names that were kept to the end go now. */
function finished(value: Value): Value {
  if (value.kind !== "vector" || !value.rows.some(({ dropsName }) => dropsName)) return value;
  const rows = value.rows.map((row) =>
    row.dropsName ? { ...row, metric: withoutName(row.metric), dropsName: false } : row,
  );
  return distinct(rows);
}

function rowsOf(value: Exclude<Value, { kind: "string" }>, { count }: Grid): readonly Row[] {
  if (value.kind === "vector") return value.rows;
  return vectorOf([
    { metric: {}, values: value.values, present: new Uint8Array(count).fill(1), dropsName: false },
  ]).rows;
}

function answersOf(rows: readonly Row[], grid: Grid): SeriesAnswer[] {
  refuseHistograms(rows);
  const samplesOf = samplesOfRows(grid);
  return rows.filter(hasAnswer).map((row) => new ColumnAnswer(row.metric, () => samplesOf(row)));
}

/** The samples that a range vector consists of. */
async function samplesOf(
  node: Parameters<typeof rangesOf>[0],
  grid: Grid,
  query: Query,
): Promise<SeriesAnswer[]> {
  const ranges = rangesOf(node, grid, query);
  const all: SeriesAnswer[] = [];
  for (const series of await ranges.series()) {
    refuseHistograms([series]);
    const windows = ranges.windowsOf(series.timestampsMs);
    const [from, to] = [windows.from[0]!, windows.to[0]!];
    if (query.isDue) await query.pause();
    if (from === to) continue;
    const metric = series.dropsName ? series.nameless : series.metric;
    const [times, kept] = [series.timestampsMs.slice(from, to), series.values.slice(from, to)];
    const samples = { timestampsMs: times, values: kept };
    all.push(new ColumnAnswer(metric, () => samples));
  }
  return all;
}

function said({ annotations: { warnings, infos } }: Query): Annotations {
  return { warnings, infos };
}
