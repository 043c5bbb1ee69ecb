import { type Labels, type Samples, withoutMarks } from "../../model/index.ts";
import type { MatrixSelector, Subquery } from "../ast.ts";
import { positiveMs } from "./duration.ts";
import { endOf, type Grid, timeAt } from "./grid.ts";
import { refuseHistograms } from "./histograms.ts";
import type { Query } from "./query.ts";
import { metricOf, read, referenceGrid, seriesOf } from "./selector.ts";
import { METRIC_NAME_LABEL, type Row } from "./value.ts";

/** One series of a range vector: its samples within all windows together, ended ones left out. */
export interface RangeSeries {
  readonly metric: Labels;
  readonly dropsName: boolean;
  readonly timestampsMs: Float64Array;
  readonly values: Float64Array;
  /** 1 where a sample is a native histogram. Default: nowhere. */
  readonly histograms?: Uint8Array;
}

/** A range vector at all steps: step `i` is about the samples of `rangeMs` until `times[i]`. */
export interface Ranges {
  readonly times: Grid;
  readonly rangeMs: number;
  /** Visits its series; none is kept. */
  visitSeries(visit: (series: RangeSeries) => Promise<void>): Promise<void>;
}

/** Those samples of a series that one step is about, `from` to before `to`, and the span that they are of. */
export interface Window {
  readonly timestampsMs: Float64Array;
  readonly values: Float64Array;
  from: number;
  to: number;
  startMs: number;
  endMs: number;
  step: number;
}

export function rangesOf(node: MatrixSelector | Subquery, grid: Grid, query: Query): Ranges {
  return node.kind === "matrix" ? ofSelector(node, grid, query) : ofSubquery(node, grid, query);
}

/** Samples that are looked at before it is asked whether others wait for the thread. */
const PORTION = 8192;

/** Visits the window of each step. The window is one object, which changes from step to step. */
export async function forEachWindow(
  { times, rangeMs }: Ranges,
  { timestampsMs, values }: RangeSeries,
  query: Query,
  visit: (window: Window) => void,
): Promise<void> {
  const window: Window = { timestampsMs, values, from: 0, to: 0, startMs: 0, endMs: 0, step: 0 };
  // since 3.0 what stands at the window's left edge is not in it
  const edge = query.isV3 ? 0 : 1;
  let looked = 0;
  for (let step = 0; step < times.count; step++) {
    window.step = step;
    window.endMs = timeAt(times, step);
    window.startMs = window.endMs - rangeMs;
    while (window.to < values.length && timestampsMs[window.to]! <= window.endMs) window.to += 1;
    while (window.from < window.to && timestampsMs[window.from]! + edge <= window.startMs) window.from += 1;
    visit(window);
    looked += window.to - window.from + 1;
    if (looked < PORTION) continue;
    looked = 0;
    if (query.isDue) await query.pause();
  }
}

function ofSelector({ selector, range }: MatrixSelector, grid: Grid, query: Query): Ranges {
  const times = referenceGrid(selector, grid, query);
  const rangeMs = positiveMs(range, query);
  const span = { startMs: times.startMs - rangeMs, endMs: endOf(times) };
  return {
    times,
    rangeMs,
    async visitSeries(visit) {
      for (const series of seriesOf(selector, query)) {
        const samples = withoutMarks(read(series, span, query));
        if (samples.values.length > 0)
          await visit({ metric: metricOf(series), dropsName: false, ...samples });
        if (query.isDue) await query.pause();
      }
    },
  };
}

function ofSubquery(node: Subquery, grid: Grid, query: Query): Ranges {
  const times = referenceGrid(node, grid, query);
  const rangeMs = positiveMs(node.range, query);
  const stepMs = node.step === undefined ? query.subqueryStepMs : positiveMs(node.step, query);
  const inner = subqueryGrid(times, rangeMs, stepMs, query);
  return {
    times,
    rangeMs,
    async visitSeries(visit) {
      if (inner.count === 0) return;
      const value = await query.evaluate(node.expr, inner);
      const rows = value.kind === "vector" ? value.rows : [];
      refuseHistograms(rows);
      for (const row of rows) {
        await visit({ metric: row.metric, dropsName: row.dropsName, ...answersOf(row, inner) });
        if (query.isDue) await query.pause();
      }
    },
  };
}

/** Steps of a subquery stand at multiples of its step, whatever the query's are. */
function subqueryGrid(times: Grid, rangeMs: number, stepMs: number, { isV3 }: Query): Grid {
  const beginMs = times.startMs - rangeMs;
  let startMs = stepMs * Math.trunc(beginMs / stepMs);
  if (isV3 ? startMs <= beginMs : startMs < beginMs) startMs += stepMs;
  return { startMs, stepMs, count: Math.max(0, Math.floor((endOf(times) - startMs) / stepMs) + 1) };
}

/** The answers of a row as samples. */
function answersOf({ values, present }: Row, grid: Grid): Samples {
  const steps = [...present.keys()].filter((step) => present[step] === 1);
  return {
    timestampsMs: Float64Array.from(steps, (step) => timeAt(grid, step)),
    values: Float64Array.from(steps, (step) => values[step]!),
  };
}

/** What a series of a range vector is called. */
export function nameOf({ metric }: RangeSeries): string {
  return metric[METRIC_NAME_LABEL] ?? "";
}
