import { type Call, type Expr, type MatrixSelector, type Subquery, withoutParens } from "../ast.ts";
import type { Grid } from "./grid.ts";
import { refuseHistograms } from "./histograms.ts";
import { distinct } from "./map-rows.ts";
import { warnOfShares } from "./quantile.ts";
import type { Query } from "./query.ts";
import type { OfWindows, RangeFunction, Window } from "./range-functions/index.ts";
import { type RangeSeries, rangesOf, type Windows } from "./ranges.ts";
import { copyOf, emptyRow, hasAnswer, type Row, type VectorValue, vectorOf } from "./value.ts";

/** Samples that are looked at before it is asked whether others wait for the thread. */
const PORTION = 8192;

/** What a function of a range vector yields: of each series, at each step, of the window that ends there. */
export async function overRanges(
  call: Call,
  ofRange: RangeFunction,
  grid: Grid,
  query: Query,
): Promise<VectorValue> {
  const rows: Row[] = [];
  await eachOverRanges(call, ofRange, grid, query, (row) => rows.push(copyOf(row)));
  return isOfOneName(call) ? vectorOf(rows) : distinct(rows);
}

/** Whether a call is about a range of one name: what that holds differs without the name as well. */
export function isOfOneName({ args }: Call): boolean {
  const node = args.map(withoutParens).find(isRange);
  return node?.kind === "matrix" && node.selector.name !== undefined;
}

/** Shows its series as they are, one after the other; the numbers of one are overwritten by the next. */
export async function eachOverRanges(
  call: Call,
  ofRange: RangeFunction,
  grid: Grid,
  query: Query,
  look: (row: Row) => void,
): Promise<void> {
  const node = call.args.map(withoutParens).find(isRange)!;
  const ranges = rangesOf(node, grid, query);
  const columns = await scalarArgs(call, grid, query);
  if (call.name === "quantile_over_time") warnOfShares(columns[0]!, call.args[0]!, query);
  const { values, present } = emptyRow({}, grid.count);
  for (const series of await ranges.series()) {
    refuseHistograms([series]);
    const windows = ranges.windowsOf(series.timestampsMs);
    const row = { ...nameOf(series, ofRange, query), values, present };
    if ("fill" in ofRange) ofRange.fill(row, series, windows);
    else await fillByWindows(row, series, windows, ofRange, columns, query);
    query.account(grid.count);
    if (query.isDue) await query.pause();
    if (!hasAnswer(row)) continue;
    informOfCounter(call, node, series, query);
    look(row);
  }
}

function isRange(arg: Expr): arg is MatrixSelector | Subquery {
  return arg.kind === "matrix" || arg.kind === "subquery";
}

function nameOf(
  series: RangeSeries,
  { keepsName = false }: RangeFunction,
  query: Query,
): Pick<Row, "metric" | "dropsName"> {
  if (keepsName) return { metric: series.metric, dropsName: series.dropsName };
  return query.delaysNameRemoval
    ? { metric: series.metric, dropsName: true }
    : { metric: series.nameless, dropsName: false };
}

async function fillByWindows(
  row: Row,
  { timestampsMs, values }: RangeSeries,
  { from, to }: Windows,
  { minSamples, check, compute, prepare }: OfWindows,
  columns: readonly Float64Array[],
  query: Query,
): Promise<void> {
  const window: Window = { timestampsMs, values, from: 0, to: 0, step: 0 };
  const computeOf = prepare?.(values) ?? compute;
  const args: number[] = columns.map(() => 0);
  let looked = 0;
  row.present.fill(0);
  for (let step = 0; step < from.length; step++) {
    [window.step, window.from, window.to] = [step, from[step]!, to[step]!];
    const samples = window.to - window.from;
    if (samples === 0) continue;
    for (let i = 0; i < columns.length; i++) args[i] = columns[i]![step]!;
    check?.(args);
    if (samples < minSamples) continue;
    row.values[step] = computeOf(window, args);
    row.present[step] = 1;
    looked += samples;
    if (looked < PORTION) continue;
    looked = 0;
    if (query.isDue) await query.pause();
  }
}

async function scalarArgs(call: Call, grid: Grid, query: Query): Promise<Float64Array[]> {
  const columns: Float64Array[] = [];
  for (const arg of call.args) {
    const { kind } = withoutParens(arg);
    if (kind !== "matrix" && kind !== "subquery") columns.push(await query.scalar(arg, grid));
  }
  return columns;
}

function informOfCounter(
  { name: called }: Call,
  node: Expr,
  { name }: RangeSeries,
  { annotations, isV3 }: Query,
): void {
  if (!isV3 || (called !== "rate" && called !== "increase")) return;
  if (name === "" || /_(?:total|sum|count|bucket)$/.test(name)) return;
  annotations.inform(
    `metric might not be a counter, name does not end in _total/_sum/_count/_bucket: ${JSON.stringify(name)}`,
    node.span,
  );
}
