import { goPlain, type InstantAnswer, type Point, type SeriesAnswer } from "../../../promql/index.ts";
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
  yield '{"resultType":"matrix","result":[';
  for (const [i, { metric, points }] of series.entries()) {
    yield `${i > 0 ? "," : ""}{"metric":${metricJson(metric)},"values":[`;
    yield* pointsJson(points);
    yield "]}";
  }
  yield "]}";
}

function* vectorJson(series: readonly SeriesAnswer[]): Iterable<string> {
  yield '{"resultType":"vector","result":[';
  for (const [i, { metric, points }] of series.entries())
    yield `${i > 0 ? "," : ""}{"metric":${metricJson(metric)},"value":${pointJson(points[0]!)}}`;
  yield "]}";
}

function* pointsJson(points: readonly Point[]): Iterable<string> {
  let text = "";
  for (let i = 0; i < points.length; i++) {
    text += (i > 0 ? "," : "") + pointJson(points[i]!);
    if (i % PORTION === PORTION - 1) {
      yield text;
      text = "";
    }
  }
  yield text;
}

function pointJson({ timeMs, value }: Point): string {
  return `[${timeText(timeMs)},"${sampleText(value)}"]`;
}
