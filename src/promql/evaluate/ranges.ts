import {
  type Labels,
  onceForSame,
  SampleBuffer,
  type Samples,
  type Series,
  type TimeRange,
  unmarkedSamples,
} from "../../model/index.ts";
import type { MatrixSelector, Subquery, VectorSelector } from "../ast.ts";
import { positiveMs } from "./duration.ts";
import { endOf, type Grid, timeAt } from "./grid.ts";
import { refuseHistograms } from "./histograms.ts";
import type { Query } from "./query.ts";
import { samplesOfRows } from "./row-samples.ts";
import { metricOf, referenceGrid, seriesOf } from "./selector.ts";
import { hasAnswer, METRIC_NAME_LABEL, type Row, withoutName } from "./value.ts";

/** One series of a range vector: its samples within all windows together, ended ones left out. */
export interface RangeSeries {
  /** The metric's name; empty where it has none. */
  readonly name: string;
  readonly metric: Labels;
  /** What is left of the metric without its name. */
  readonly nameless: Labels;
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
  /** Its series, one after the other; none without samples. */
  series(): Promise<Iterable<RangeSeries>>;
  /** Where the samples of each step begin and end among these. */
  windowsOf(timestampsMs: Float64Array): Windows;
}

/** The samples of a series that each step is about: `from[step]` to before `to[step]`. */
export interface Windows {
  readonly timestampsMs: Float64Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** The times at which the windows end. */
  readonly ends: Grid;
  readonly rangeMs: number;
}

export function rangesOf(node: MatrixSelector | Subquery, grid: Grid, query: Query): Ranges {
  return node.kind === "matrix" ? ofSelector(node, grid, query) : ofSubquery(node, grid, query);
}

function windowsOf(timestampsMs: Float64Array, ends: Grid, rangeMs: number, { isV3 }: Query): Windows {
  const { count } = ends;
  const [allFrom, allTo] = [new Int32Array(count), new Int32Array(count)];
  // since 3.0 what stands at the window's left edge is not in it
  const edge = isV3 ? 0 : 1;
  let [from, to] = [0, 0];
  for (let step = 0; step < count; step++) {
    const endMs = timeAt(ends, step);
    while (to < timestampsMs.length && timestampsMs[to]! <= endMs) to += 1;
    while (from < to && timestampsMs[from]! + edge <= endMs - rangeMs) from += 1;
    allFrom[step] = from;
    allTo[step] = to;
  }
  return { timestampsMs, from: allFrom, to: allTo, ends, rangeMs };
}

function ofSelector({ selector, range }: MatrixSelector, grid: Grid, query: Query): Ranges {
  const times = referenceGrid(selector, grid, query);
  const rangeMs = positiveMs(range, query);
  const span = { startMs: times.startMs - rangeMs, endMs: endOf(times) };
  return {
    times,
    rangeMs,
    windowsOf: onceForSame((timestampsMs) => windowsOf(timestampsMs, times, rangeMs, query)),
    series: async () => sampledSeries(selector, span, query),
  };
}

function* sampledSeries(selector: VectorSelector, span: TimeRange, query: Query): Iterable<RangeSeries> {
  const buffer = new SampleBuffer();
  for (const series of seriesOf(selector, query)) {
    const samples = unmarkedSamples(series, span, buffer);
    query.account(samples.values.length);
    if (samples.values.length === 0) continue;
    yield new SampledSeries(series, samples);
  }
}

class SampledSeries implements RangeSeries {
  readonly #series: Series;
  readonly name: string;
  readonly nameless: Labels;
  readonly dropsName = false;
  readonly timestampsMs: Float64Array;
  readonly values: Float64Array;
  readonly histograms?: Uint8Array;

  constructor(series: Series, { timestampsMs, values, histograms }: Samples) {
    this.#series = series;
    this.name = series.name;
    this.nameless = withoutName(series.labels);
    this.timestampsMs = timestampsMs;
    this.values = values;
    if (histograms !== undefined) this.histograms = histograms;
  }

  /** Made when it is asked for: most functions take what is left of it only. */
  get metric(): Labels {
    return metricOf(this.#series);
  }
}

function ofSubquery(node: Subquery, grid: Grid, query: Query): Ranges {
  const times = referenceGrid(node, grid, query);
  const rangeMs = positiveMs(node.range, query);
  const stepMs = node.step === undefined ? query.subqueryStepMs : positiveMs(node.step, query);
  const inner = subqueryGrid(times, rangeMs, stepMs, query);
  return {
    times,
    rangeMs,
    windowsOf: onceForSame((timestampsMs) => windowsOf(timestampsMs, times, rangeMs, query)),
    series: async () => {
      if (inner.count === 0) return [];
      const value = await query.evaluate(node.expr, inner);
      const rows = value.kind === "vector" ? value.rows : [];
      refuseHistograms(rows);
      return sampledRows(rows, inner);
    },
  };
}

function* sampledRows(rows: readonly Row[], grid: Grid): Iterable<RangeSeries> {
  const samplesOf = samplesOfRows(grid);
  for (const row of rows) {
    const { metric, dropsName } = row;
    const name = metric[METRIC_NAME_LABEL] ?? "";
    if (hasAnswer(row)) yield { name, metric, nameless: withoutName(metric), dropsName, ...samplesOf(row) };
  }
}

/** Steps of a subquery stand at multiples of its step, whatever the query's are. */
function subqueryGrid(times: Grid, rangeMs: number, stepMs: number, { isV3 }: Query): Grid {
  const beginMs = times.startMs - rangeMs;
  let startMs = stepMs * Math.trunc(beginMs / stepMs);
  if (isV3 ? startMs <= beginMs : startMs < beginMs) startMs += stepMs;
  return { startMs, stepMs, count: Math.max(0, Math.floor((endOf(times) - startMs) / stepMs) + 1) };
}
