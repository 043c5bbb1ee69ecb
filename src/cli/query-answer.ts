import type { Labels } from "../index.ts";
import { seriesText } from "../promql/index.ts";
import type { Asked, QueryData, Written } from "./prometheus-api.ts";
import { sparkline } from "./sparkline.ts";
import { table } from "./table.ts";

const NAME = "__name__";

/** What the API answered, for people. */
export function answerText(data: QueryData, when: Asked["when"]): string {
  switch (data.resultType) {
    case "scalar":
    case "string":
      return data.result[1];
    case "vector":
      return data.result.length === 0 ? NOTHING : vectorText(data.result);
    case "matrix":
      return data.result.length === 0 ? NOTHING : matrixText(data.result, when);
  }
}

const NOTHING = "No series.";

/** A table with a column for each label that some series has. */
function vectorText(series: readonly { readonly metric: Labels; readonly value: Written }[]): string {
  const all = new Set(series.flatMap(({ metric }) => Object.keys(metric)));
  const labels = [...all].filter((label) => label !== NAME).sort();
  const columns = all.has(NAME) ? [NAME, ...labels] : labels;
  const rows = series.map(({ metric, value }) => [...columns.map((label) => metric[label] ?? ""), value[1]]);
  const head = [...columns.map((label) => (label === NAME ? "metric" : label)), "value"];
  return table([head, ...rows], (column) => column === columns.length);
}

/** A line for each series: how it went, and its least, greatest and last number. */
function matrixText(
  series: readonly { readonly metric: Labels; readonly values: readonly Written[] }[],
  when: Asked["when"],
): string {
  const times = when.kind === "range" ? stepsOf(when) : timesOf(series);
  const rows = series.map(({ metric, values }) => {
    const numbers = new Map(values.map(([seconds, text]) => [millis(seconds), numberOf(text)]));
    const there = [...numbers.values()].filter((number) => !Number.isNaN(number));
    const ends = there.length === 0 ? [Number.NaN, Number.NaN] : [Math.min(...there), Math.max(...there)];
    const line = sparkline(times.map((ms) => numbers.get(ms)));
    return [seriesText(metric), line, ...[...ends, numberOf(values.at(-1)![1])].map(short)];
  });
  return table([["series", "", "min", "max", "last"], ...rows], (column) => column > 1);
}

function stepsOf({
  startSeconds,
  endSeconds,
  stepSeconds,
}: Extract<Asked["when"], { kind: "range" }>): number[] {
  const steps = Math.floor((endSeconds - startSeconds) / stepSeconds) + 1;
  return Array.from({ length: steps }, (_, step) => millis(startSeconds + step * stepSeconds));
}

function timesOf(series: readonly { readonly values: readonly Written[] }[]): number[] {
  const times = series.flatMap(({ values }) => values.map(([seconds]) => millis(seconds)));
  return [...new Set(times)].sort((a, b) => a - b);
}

function millis(seconds: number): number {
  return Math.round(seconds * 1000);
}

function numberOf(text: string): number {
  return Number(text.replace("Inf", "Infinity"));
}

/** To six digits. */
function short(number: number): string {
  return Number.isFinite(number)
    ? String(Number(number.toPrecision(6)))
    : String(number).replace("inity", "");
}
