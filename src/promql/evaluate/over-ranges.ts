import { type Call, type Expr, type MatrixSelector, type Subquery, withoutParens } from "../ast.ts";
import type { Grid } from "./grid.ts";
import { refuseHistograms } from "./histograms.ts";
import { distinct } from "./map-rows.ts";
import type { Query } from "./query.ts";
import type { OfWindows, RangeFunction, Window } from "./range-functions/index.ts";
import { metricNameOf, type RangeSeries, rangesOf, type Windows } from "./ranges.ts";
import { emptyRow, hasAnswer, type Row, type VectorValue, vectorOf } from "./value.ts";

/** Samples that are looked at before it is asked whether others wait for the thread. */
const PORTION = 8192;

/** What a function of a range vector yields: of each series, at each step, of the window that ends there. */
export async function overRanges(
  call: Call,
  ofRange: RangeFunction,
  grid: Grid,
  query: Query,
): Promise<VectorValue> {
  const args = call.args.map(withoutParens);
  const node = args.find(isRange)!;
  const ranges = rangesOf(node, grid, query);
  const columns = await scalarArgs(call, grid, query);
  warnOfShare(call, columns, query);
  const rows: Row[] = [];
  for (const series of await ranges.series()) {
    refuseHistograms([series]);
    const windows = ranges.windowsOf(series.timestampsMs);
    const named = nameOf(series, ofRange, query);
    const row =
      "column" in ofRange
        ? { ...named, ...ofRange.column(series, windows) }
        : await rowByWindows(
            series,
            windows,
            emptyRow(named.metric, grid.count, named.dropsName),
            ofRange,
            columns,
            query,
          );
    query.account(grid.count);
    if (query.isDue) await query.pause();
    if (!hasAnswer(row)) continue;
    informOfCounter(call, node, series, query);
    rows.push(row);
  }
  // what one name holds differs without it as well
  const isOneName = node.kind === "matrix" && node.selector.name !== undefined;
  return isOneName ? vectorOf(rows) : distinct(rows);
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

async function rowByWindows(
  { timestampsMs, values }: RangeSeries,
  { from, to }: Windows,
  row: Row,
  { minSamples, check, compute, prepare }: OfWindows,
  columns: readonly Float64Array[],
  query: Query,
): Promise<Row> {
  const window: Window = { timestampsMs, values, from: 0, to: 0, step: 0 };
  const computeOf = prepare?.(values) ?? compute;
  const args: number[] = columns.map(() => 0);
  let looked = 0;
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
  return row;
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
  { name }: Call,
  node: Expr,
  series: RangeSeries,
  { annotations, isV3 }: Query,
): void {
  const metricName = metricNameOf(series);
  if (!isV3 || (name !== "rate" && name !== "increase")) return;
  if (metricName === "" || /_(?:total|sum|count|bucket)$/.test(metricName)) return;
  annotations.inform(
    `metric might not be a counter, name does not end in _total/_sum/_count/_bucket: ${JSON.stringify(metricName)}`,
    node.span,
  );
}

function warnOfShare({ name, args }: Call, [shares]: readonly Float64Array[], { annotations }: Query): void {
  const odd = shares?.find((share) => Number.isNaN(share) || share < 0 || share > 1);
  if (name !== "quantile_over_time" || odd === undefined) return;
  annotations.warn(`quantile value should be between 0 and 1, got ${odd}`, args[0]!.span);
}
