import type { Values } from "../charts/line.ts";
import { ApiError } from "./api-error.ts";
import type { Client, QueryParameters } from "./client.ts";

/** Prometheus' HTTP API: of the engine, or of the Prometheus that answers in its place. */
const ROOT = "/farol/prometheus/api/v1";

export type Labels = Readonly<Record<string, string>>;

/** One series at the times that were asked about; null where it has no number. */
export interface Course {
  readonly labels: Labels;
  readonly values: Values;
}

/** One series at one time. */
export interface Sample {
  readonly labels: Labels;
  readonly value: number | null;
}

/** What an expression yields. */
export interface Yield<T> {
  readonly series: readonly T[];
  /** What Prometheus warns of: answers that are not whole, functions of the wrong kind of metric. */
  readonly notes: readonly string[];
}

type Point = readonly [seconds: number, value: string];

interface Answer<T> {
  readonly data?: { readonly resultType?: string; readonly result: readonly (T & { metric: Labels })[] };
  readonly warnings?: readonly string[];
  readonly infos?: readonly string[];
}

/** What an expression yields at times that are `stepMs` apart. */
export async function queryRange(
  client: Client,
  query: string,
  times: readonly number[],
  stepMs: number,
  signal: AbortSignal,
): Promise<Yield<Course>> {
  const [startMs, endMs] = [times[0]!, times.at(-1)!];
  const parameters = { query, start: startMs / 1000, end: endMs / 1000, step: stepMs / 1000 };
  const answer = await ask<{ values: readonly Point[] }>(client, "query_range", parameters, signal);
  return yieldOf(answer, "matrix", ({ metric, values }) => {
    const column = Array<number | null>(times.length).fill(null);
    for (const [seconds, text] of values)
      column[Math.round((seconds * 1000 - startMs) / stepMs)] = numberOf(text);
    return { labels: metric, values: column };
  });
}

/** What an expression yields at one time. */
export async function queryInstant(
  client: Client,
  query: string,
  timeMs: number,
  signal: AbortSignal,
): Promise<Yield<Sample>> {
  const answer = await ask<{ value: Point }>(client, "query", { query, time: timeMs / 1000 }, signal);
  return yieldOf(answer, "vector", ({ metric, value }) => ({ labels: metric, value: numberOf(value[1]) }));
}

/** When each series that a range selector such as `up[5m]` picks was sampled, in milliseconds. */
export async function querySampleTimes(
  client: Client,
  query: string,
  timeMs: number,
  signal: AbortSignal,
): Promise<readonly (readonly number[])[]> {
  const answer = await ask<{ values: readonly Point[] }>(
    client,
    "query",
    { query, time: timeMs / 1000 },
    signal,
  );
  return yieldOf(answer, "matrix", ({ values }) => values.map(([seconds]) => Math.round(seconds * 1000)))
    .series;
}

function ask<T>(client: Client, path: string, parameters: QueryParameters, signal: AbortSignal) {
  return client.get<Answer<T>>(`${ROOT}/${path}`, { parameters, signal });
}

function yieldOf<T, U>(
  { data, warnings = [], infos = [] }: Answer<T>,
  type: "matrix" | "vector",
  read: (one: T & { metric: Labels }) => U,
): Yield<U> {
  if (data?.resultType !== type)
    throw new ApiError(ROOT, { kind: "unusable", detail: "the answer is not one of a Prometheus" });
  return { series: data.result.map(read), notes: [...warnings, ...infos] };
}

/** Null for NaN and infinities, which cannot be drawn. */
function numberOf(text: string): number | null {
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}
