import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import type { Labels, SeriesReader } from "farol/model";
import { evaluateRange, parse, type SeriesAnswer } from "farol/promql";
import { readerOf, type Sample, type WholeSeries } from "./series-in-memory.ts";

interface Dataset {
  readonly start: number;
  readonly step: number;
  readonly series: readonly {
    readonly metric: string;
    readonly labels: Labels;
    readonly values: readonly (number | null)[];
  }[];
}

interface Golden {
  readonly start: number;
  readonly end: number;
  readonly step: number;
  readonly results: readonly {
    readonly query: string;
    readonly status: string;
    readonly data?: {
      readonly result: readonly { readonly metric: Labels; readonly values: readonly [number, string][] }[];
    };
  }[];
}

/** Rounding of a last digit, as sums are made in another order. */
const TOLERANCE = 1e-9;

/** Which queries of a folder of compliance data are answered otherwise than a real Prometheus 2.42 did, and how. */
export async function complianceFaults(folder: string): Promise<string[]> {
  const module = await import(pathToFileURL(join(folder, "dataset.mjs")).href);
  const reader = readerOf(seriesOf((module as { dataset(): Dataset }).dataset()));
  const golden: Golden = JSON.parse(
    gunzipSync(readFileSync(join(folder, "golden-2.42.0.json.gz"))).toString(),
  );
  const faults: string[] = [];
  for (const { query, status, data } of golden.results) {
    const expected = status === "success" ? data!.result : undefined;
    const fault = await faultOf(query, expected, golden, reader);
    if (fault !== undefined) faults.push(`${query}: ${fault}`);
  }
  return faults;
}

async function faultOf(
  query: string,
  expected: NonNullable<Golden["results"][number]["data"]>["result"] | undefined,
  { start, end, step }: Golden,
  reader: SeriesReader,
): Promise<string | undefined> {
  const steps = { startMs: start * 1000, endMs: end * 1000, stepMs: step * 1000 };
  let series: readonly SeriesAnswer[];
  try {
    const semantics = "v2";
    ({ series } = await evaluateRange(parse(query, { semantics }), query, reader, steps, { semantics }));
  } catch (error) {
    return expected === undefined ? undefined : `failed: ${(error as Error).message}`;
  }
  if (expected === undefined) return "answered, and should have failed";
  const wanted = new Map(expected.map(({ metric, values }) => [keyOf(metric), values]));
  if (series.length !== wanted.size) return `${series.length} series, and not ${wanted.size}`;
  return series.map(({ metric, points }) => pointsFault(points, wanted.get(keyOf(metric)))).find(Boolean);
}

function pointsFault(
  points: SeriesAnswer["points"],
  expected: readonly [number, string][] | undefined,
): string | undefined {
  if (points.length !== expected?.length) return `${points.length} points, and not ${expected?.length}`;
  const at = points.findIndex(
    ({ timeMs, value }, i) =>
      timeMs !== expected[i]![0] * 1000 || !isAlmost(value, numberOf(expected[i]![1])),
  );
  return at < 0 ? undefined : `${points[at]!.value} and not ${expected[at]![1]} at ${expected[at]![0]}`;
}

function isAlmost(a: number, b: number): boolean {
  return Object.is(a, b) || a === b || Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
}

function numberOf(text: string): number {
  return text.endsWith("Inf") ? Number(text.replace("Inf", "Infinity")) : Number(text);
}

function seriesOf({ start, step, series }: Dataset): WholeSeries[] {
  return series.map(({ metric: name, labels, values }) => ({
    ...{ name, labels },
    samples: values.flatMap((value, i): Sample[] =>
      value === null ? [] : [[(start + i * step) * 1000, value]],
    ),
  }));
}

function keyOf(metric: Labels): string {
  return JSON.stringify(Object.entries(metric).sort());
}
