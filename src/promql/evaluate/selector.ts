import {
  newestSamples,
  onceForSame,
  SampleBuffer,
  type Samples,
  type Series,
  type TimeRange,
} from "../../model/index.ts";
import type { AtModifier, Duration, VectorSelector } from "../ast.ts";
import { compileMatcher } from "../matcher/matcher.ts";
import { durationMs } from "./duration.ts";
import { endOf, type Grid, timeAt } from "./grid.ts";
import type { Query } from "./query.ts";
import { QueryError } from "./query-error.ts";
import { emptyRow, hasAnswer, METRIC_NAME_LABEL, type Row, type VectorValue, vectorOf } from "./value.ts";

/**
 * The newest sample of each series at each step, where it is not too old.
 * @param tells Its value, or the seconds of its time. Default: `value`
 */
export async function evaluateSelector(
  selector: VectorSelector,
  grid: Grid,
  query: Query,
  tells: "value" | "time" = "value",
): Promise<VectorValue> {
  const times = referenceGrid(selector, grid, query);
  const range = { startMs: times.startMs - query.lookbackMs, endMs: endOf(times) };
  const samplesOf = times.startMs === range.endMs ? newestSamples : allSamples;
  const newestOf = onceForSame((timestampsMs: Float64Array) => newestAt(timestampsMs, times, query));
  const rows: Row[] = [];
  const buffer = new SampleBuffer();
  for (const series of seriesOf(selector, query)) {
    const samples = samplesOf(series, range, buffer);
    query.account(samples.values.length);
    if (samples.values.length > 0) {
      const row = rowOf(series, samples, newestOf(samples.timestampsMs), tells);
      query.account(times.count);
      if (hasAnswer(row)) rows.push(row);
    }
    if (query.isDue) await query.pause();
  }
  return vectorOf(rows);
}

/** The series that a selector is about. */
export function seriesOf({ name, matchers, edges }: VectorSelector, query: Query): Iterable<Series> {
  if (edges !== undefined) throw unsupported(edges);
  const compiled = matchers.map((matcher) => compileMatcher(matcher, query.semantics));
  return query.reader.select(name, compiled);
}

export function unsupported(what: string): QueryError {
  return new QueryError(`${what} is not supported here; Prometheus can answer it`, "unsupported");
}

/** A series' name and labels as one. */
export function metricOf({ name, labels }: Series): Row["metric"] {
  return { [METRIC_NAME_LABEL]: name, ...labels };
}

/** Where on the axis of time each step looks: behind its `@` and its `offset`. */
export function referenceGrid(
  { at, offset }: { readonly at: AtModifier | undefined; readonly offset: Duration | undefined },
  grid: Grid,
  query: Query,
): Grid {
  const shift = offset === undefined ? 0 : durationMs(offset, query);
  if (at === undefined) return { ...grid, startMs: grid.startMs - shift };
  const fixed = at.kind === "timestamp" ? at.ms : at.kind === "start" ? query.startMs : query.endMs;
  return { startMs: fixed - shift, stepMs: 0, count: grid.count };
}

function allSamples(series: Series, range: TimeRange, into: SampleBuffer): Samples {
  return series.samples(range, into);
}

function rowOf(
  series: Series,
  { timestampsMs, values, stale, histograms }: Samples,
  newest: Int32Array,
  tells: "value" | "time",
): Row {
  const row = emptyRow(metricOf(series), newest.length);
  const ofHistograms = histograms && new Uint8Array(newest.length);
  for (let step = 0; step < newest.length; step++) {
    const at = newest[step]!;
    if (at < 0 || stale?.[at] === 1) continue;
    row.values[step] = tells === "time" ? timestampsMs[at]! / 1000 : values[at]!;
    (histograms?.[at] === 1 ? ofHistograms! : row.present)[step] = 1;
  }
  return ofHistograms?.includes(1) ? { ...row, histograms: ofHistograms } : row;
}

/** Which sample is the newest at each step; -1 where that is too old, or none. */
function newestAt(timestampsMs: Float64Array, times: Grid, { lookbackMs, isV3 }: Query): Int32Array {
  // since 3.0 a sample that is exactly as old as the lookback is too old
  const tooOldMs = isV3 ? lookbackMs : lookbackMs + 1;
  const found = new Int32Array(times.count).fill(-1);
  let next = 0;
  for (let step = 0; step < times.count; step++) {
    const time = timeAt(times, step);
    while (next < timestampsMs.length && timestampsMs[next]! <= time) next += 1;
    if (next > 0 && time - timestampsMs[next - 1]! < tooOldMs) found[step] = next - 1;
  }
  return found;
}
