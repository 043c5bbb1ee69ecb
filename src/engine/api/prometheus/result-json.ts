import { onceForSame } from "../../../model/index.ts";
import { goPlain, type InstantAnswer, type SeriesAnswer } from "../../../promql/index.ts";
import { metricJson } from "./metric-json.ts";
import { sampleText, timeText } from "./number-text.ts";

/** Samples of one series that are written before others are let on. */
const PORTION = 1000;

/** The `data` of an answer at one time. */
export function instantJson(answer: InstantAnswer, series: readonly SeriesAnswer[]): Iterable<string> {
  switch (answer.type) {
    case "matrix":
      return matrixJson(series);
    case "vector":
      return vectorJson(series);
    case "scalar": {
      const { timeMs, value } = answer.point;
      return [`{"resultType":"scalar","result":[${timeMs / 1000},"${goPlain(value)}"]}`];
    }
    case "string":
      return [`{"resultType":"string","result":[${answer.timeMs / 1000},${JSON.stringify(answer.value)}]}`];
  }
}

/** The `data` of an answer over time. */
export function* matrixJson(series: readonly SeriesAnswer[]): Iterable<string> {
  const timesOf = timesWriter();
  yield '{"resultType":"matrix","result":[';
  for (const [i, { metric, samples }] of series.entries()) {
    yield `${i > 0 ? "," : ""}{"metric":${metricJson(metric)},"values":[`;
    yield* samplesJson(samples.values, timesOf(samples.timestampsMs));
    yield "]}";
  }
  yield "]}";
}

function* vectorJson(series: readonly SeriesAnswer[]): Iterable<string> {
  const timesOf = timesWriter();
  yield '{"resultType":"vector","result":[';
  for (const [i, { metric, samples }] of series.entries()) {
    const sample = `${timesOf(samples.timestampsMs)[0]!}${sampleText(samples.values[0]!)}"]`;
    yield `${i > 0 ? "," : ""}{"metric":${metricJson(metric)},"value":${sample}}`;
  }
  yield "]}";
}

/** Writes what stands before a sample's value; once for series that share their times. */
function timesWriter(): (timestampsMs: Float64Array) => readonly string[] {
  return onceForSame((timestampsMs) => Array.from(timestampsMs, (ms) => `[${timeText(ms)},"`));
}

/** Writes a value once that stands for long, as what idles does. */
function* samplesJson(values: Float64Array, times: readonly string[]): Iterable<string> {
  let text = "";
  let value = Number.NaN;
  let valueText = "NaN";
  for (let i = 0; i < values.length; i++) {
    if (!Object.is(values[i], value)) {
      value = values[i]!;
      valueText = sampleText(value);
    }
    text += `${i > 0 ? "," : ""}${times[i]!}${valueText}"]`;
    if (i % PORTION === PORTION - 1) {
      yield text;
      text = "";
    }
  }
  yield text;
}
