import type { Labels } from "../../model/index.ts";
import { type Annotations, type InstantAnswer, type SeriesAnswer, seriesText } from "../evaluate/index.ts";
import { metricKey } from "../evaluate/value.ts";
import type { Expected, ScriptSeries, TextPattern } from "./parse-script.ts";
import type { ScriptPoint } from "./points.ts";

const EPSILON = 1e-6;

/** What is compared of an answer. */
export type ComparedSeries = Pick<SeriesAnswer, "metric" | "points">;
export type ComparedRange = Annotations & { readonly series: readonly ComparedSeries[] };

/** Why an instant answer is not what a script expects; undefined when it is. */
export function instantFault(answer: InstantAnswer, expected: Expected, atMs: number): string | undefined {
  const said = annotationFault(answer, expected);
  if (said !== undefined) return said;
  if (answer.type === "string")
    return answer.value === expected.text
      ? undefined
      : `expected string "${expected.text}", got "${answer.value}"`;
  if (answer.type === "scalar") return scalarFault(answer.point.value, expected);
  if (expected.scalar !== undefined) return `expected ${expected.scalar}, got a ${answer.type}`;
  if (expected.isOrdered) {
    const order = orderFault(answer.series, expected.series);
    if (order !== undefined) return order;
  }
  const { startMs, stepMs } = expected.span ?? { startMs: atMs, stepMs: 0 };
  return seriesFault(answer.series, expected.series, (i) => startMs + i * stepMs);
}

/** Why an answer over time is not what a script expects; undefined when it is. */
export function rangeFault(
  answer: ComparedRange,
  expected: Expected,
  { startMs, stepMs }: { readonly startMs: number; readonly stepMs: number },
): string | undefined {
  return (
    annotationFault(answer, expected) ??
    seriesFault(answer.series, expected.series, (i) => startMs + i * stepMs)
  );
}

export function isExpected(text: string, { msg, regex }: TextPattern): boolean {
  if (msg !== undefined) return text === msg;
  return regex === undefined || regex.test(text);
}

/** As Prometheus compares: by a relative error, NaN equal to itself. */
export function isAlmost(a: number, b: number): boolean {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b);
  if (a === b) return true;
  const [sum, difference] = [Math.abs(a) + Math.abs(b), Math.abs(a - b)];
  const least = 2.2250738585072014e-308;
  if (a === 0 || b === 0 || sum < least) return difference < EPSILON * least;
  return difference / Math.min(sum, Number.MAX_VALUE) < EPSILON;
}

function annotationFault({ warnings, infos }: Annotations, expected: Expected): string | undefined {
  return toldFault("warning", warnings, expected.warnings) ?? toldFault("info", infos, expected.infos);
}

function toldFault(
  what: string,
  told: readonly string[],
  patterns: readonly TextPattern[] | undefined,
): string | undefined {
  if (patterns === undefined) return undefined;
  if (patterns.length > 0 && told.length === 0) return `expected a ${what}, got none`;
  const other = told.find((text) => !patterns.some((pattern) => isExpected(text, pattern)));
  return other === undefined ? undefined : `unexpected ${what}: ${other}`;
}

function scalarFault(value: number, { scalar, series }: Expected): string | undefined {
  if (scalar === undefined) return `expected ${series.length} series, got ${value}`;
  return isAlmost(value, scalar) ? undefined : `expected ${scalar}, got ${value}`;
}

function orderFault(got: readonly ComparedSeries[], expected: readonly ScriptSeries[]): string | undefined {
  const at = expected.findIndex(
    ({ metric }, i) => got[i] === undefined || keyOf(got[i].metric) !== keyOf(metric),
  );
  return at < 0 ? undefined : `expected ${seriesText(expected[at]!.metric)} at place ${at + 1}`;
}

function seriesFault(
  got: readonly ComparedSeries[],
  expected: readonly ScriptSeries[],
  timeOf: (index: number) => number,
): string | undefined {
  const wanted = new Map(expected.map((series) => [keyOf(series.metric), series]));
  for (const { metric, points } of got) {
    const series = wanted.get(keyOf(metric));
    if (series === undefined)
      return `unexpected ${seriesText(metric)} ${points.map(({ value }) => value).join(" ")}`;
    wanted.delete(keyOf(metric));
    const fault = pointsFault(
      new Map(points.map(({ timeMs, value }) => [timeMs, value])),
      series.points,
      timeOf,
    );
    if (fault !== undefined) return `${seriesText(metric)}: ${fault}`;
  }
  const missing = [...wanted.values()].find(({ points }) => points.some((point) => point !== "gap"));
  return missing === undefined ? undefined : `missing ${seriesText(missing.metric)}`;
}

function pointsFault(
  got: Map<number, number>,
  expected: readonly ScriptPoint[],
  timeOf: (index: number) => number,
): string | undefined {
  for (const [i, point] of expected.entries()) {
    const value = got.get(timeOf(i));
    got.delete(timeOf(i));
    if (point === "gap" && value === undefined) continue;
    const isRight = typeof point === "number" && value !== undefined && isAlmost(value, point);
    if (!isRight) return `expected ${point} at ${timeOf(i)} ms, got ${value}`;
  }
  const [extra] = got;
  return extra === undefined ? undefined : `unexpected ${extra[1]} at ${extra[0]} ms`;
}

function keyOf(metric: Labels): string {
  return metricKey(metric);
}
