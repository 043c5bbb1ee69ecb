import { type Window, windowParameters } from "../range/window.ts";
import type { Client, QueryParameters } from "./client.ts";
import { API } from "./paths.ts";

/** One question about one metric. */
export interface MetricQuery {
  readonly metric: string;
  /** `rate` is per second; `quantiles` are of histograms. */
  readonly view: "value" | "rate" | "quantiles";
  /** Sums by these labels; an empty list sums all. Undefined: every series for itself. */
  readonly by?: readonly string[];
  /** Which quantiles, 0 to 1. Default: 0.5, 0.95, 0.99. */
  readonly quantiles?: readonly number[];
  /** One value over the whole window instead of one each step. Default: false. */
  readonly whole?: boolean;
}

export type Values = readonly (number | null)[];

export interface MetricSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly values: Values;
}

export interface MetricAnswer {
  readonly timestampsMs: readonly number[];
  readonly stepMs: number;
  readonly series: readonly MetricSeries[];
}

/** The same text for the same question. */
export function queryKey(query: MetricQuery): string {
  const { metric, view, by = null, quantiles = null, whole = false } = query;
  return JSON.stringify([metric, view, by, quantiles, whole]);
}

export function getMetric(
  client: Client,
  query: MetricQuery,
  window: Window,
  signal: AbortSignal,
): Promise<MetricAnswer> {
  const path = `${API}/metrics/${encodeURIComponent(query.metric)}`;
  return client.get(path, { parameters: parametersOf(query, window), signal });
}

function parametersOf({ view, by, quantiles, whole }: MetricQuery, window: Window): QueryParameters {
  const asked = whole ? { ...window, stepMs: window.endMs - window.startMs } : window;
  return {
    ...windowParameters(asked),
    view,
    ...(by && { by: by.join(",") }),
    ...(quantiles && { q: quantiles.join(",") }),
  };
}
