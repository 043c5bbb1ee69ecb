import type { Labels } from "../../../model/index.ts";
import type { Call, Expr } from "../../ast.ts";
import { goShort } from "../../go-number.ts";
import type { Grid } from "../grid.ts";
import { refuseHistograms } from "../histograms.ts";
import { distinct, nameless } from "../map-rows.ts";
import { warnOfShares } from "../quantile.ts";
import type { Query } from "../query.ts";
import {
  emptyRow,
  METRIC_NAME_LABEL,
  metricKey,
  type Row,
  type VectorValue,
  without,
  withoutName,
} from "../value.ts";
import { Buckets } from "./buckets.ts";

const MONOTONICITY_PAGE =
  "https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile";

/** The buckets of one histogram: their rows, by their bounds, which ascend. */
interface Histogram {
  readonly metric: Labels;
  readonly buckets: readonly { readonly bound: number; readonly row: Row }[];
}

export async function histogramQuantile(call: Call, grid: Grid, query: Query): Promise<VectorValue> {
  const [share, vector] = call.args as [Expr, Expr];
  const shares = await query.scalar(share, grid);
  warnOfShares(shares, share, query);
  return quantiles(shares, await histogramsOf(vector, grid, query), vector, grid, query);
}

export async function histogramFraction(call: Call, grid: Grid, query: Query): Promise<VectorValue> {
  const lower = await query.scalar(call.args[0]!, grid);
  const upper = await query.scalar(call.args[1]!, grid);
  const histograms = await histogramsOf(call.args[2]!, grid, query);
  return perStep(histograms, grid, query, (buckets, step) => buckets.fraction(lower[step]!, upper[step]!));
}

/** `histogram_quantiles(v, label, shares…)`: each share's answers, told apart by a label. */
export async function histogramQuantiles(call: Call, grid: Grid, query: Query): Promise<VectorValue> {
  const [vector, label, ...shares] = call.args as [Expr, Extract<Expr, { kind: "string" }>, ...Expr[]];
  const histograms = await histogramsOf(vector, grid, query);
  const rows: Row[] = [];
  for (const share of shares) {
    const numbers = await query.scalar(share, grid);
    warnOfShares(numbers, share, query);
    const answers = quantiles(numbers, histograms, vector, grid, query);
    const text = openMetricsNumber(numbers[0] ?? Number.NaN);
    rows.push(...answers.rows.map((row) => ({ ...row, metric: { ...row.metric, [label.value]: text } })));
  }
  return distinct(rows);
}

/** @param vector What the histograms are of */
function quantiles(
  shares: Float64Array,
  histograms: readonly Histogram[],
  vector: Expr,
  grid: Grid,
  query: Query,
): VectorValue {
  return perStep(histograms, grid, query, (buckets, step, { metric }) => {
    const value = buckets.quantile(shares[step]!);
    if (buckets.wasForced) informOfForce(metric, vector, query);
    return value;
  });
}

/** As OpenMetrics writes it: `1.0`, not `1`. */
function openMetricsNumber(value: number): string {
  const text = goShort(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

async function histogramsOf(expr: Expr, grid: Grid, query: Query): Promise<Histogram[]> {
  const { rows } = await query.vector(expr, grid);
  // several of one name are refused before it is said that one cannot be read
  distinct(rows.flatMap(({ histograms: is, metric }) => (is === undefined ? [] : [nativeRow(metric, is)])));
  refuseHistograms(rows);
  const histograms = new Map<string, { metric: Labels; buckets: { bound: number; row: Row }[] }>();
  for (const row of rows) {
    const bound = boundOf(row.metric.le);
    if (bound === undefined) {
      warnOfBound(row.metric, expr, query);
      continue;
    }
    const metric = without(row.metric, ["le"]);
    const key = metricKey(metric);
    const histogram = histograms.get(key);
    if (histogram === undefined) histograms.set(key, { metric, buckets: [{ bound, row }] });
    else histogram.buckets.push({ bound, row });
  }
  for (const { buckets } of histograms.values()) buckets.sort(byBound);
  return [...histograms.values()];
}

function byBound(a: { readonly bound: number }, b: { readonly bound: number }): number {
  return a.bound === b.bound ? 0 : a.bound - b.bound;
}

function nativeRow(metric: Labels, present: Uint8Array): Row {
  return { metric: withoutName(metric), values: new Float64Array(present.length), present, dropsName: false };
}

function perStep(
  histograms: readonly Histogram[],
  { count }: Grid,
  query: Query,
  compute: (buckets: Buckets, step: number, histogram: Histogram) => number,
): VectorValue {
  const buckets = new Buckets(query.isV3);
  const rows = histograms.map((histogram) => {
    const { metric, dropsName } = nameless(histogram.metric, query);
    const row = emptyRow(metric, count, dropsName);
    for (let step = 0; step < count; step++) {
      putInto(buckets, histogram, step);
      if (buckets.isEmpty) continue;
      row.values[step] = compute(buckets, step, histogram);
      row.present[step] = 1;
    }
    return row;
  });
  query.account(rows.length * count);
  return distinct(rows);
}

function putInto(all: Buckets, { buckets }: Histogram, step: number): void {
  all.clear();
  for (const { bound, row } of buckets) if (row.present[step] === 1) all.add(bound, row.values[step]!);
}

/** Go's numbers: `+Inf`, `1e3`, `0x1p3` apart. */
function boundOf(le: string | undefined): number | undefined {
  if (le === undefined || le.trim() === "") return undefined;
  if (/^[+-]?inf(inity)?$/i.test(le)) return le.startsWith("-") ? -Infinity : Infinity;
  const bound = Number(le);
  return Number.isNaN(bound) ? undefined : bound;
}

function warnOfBound(metric: Labels, { span }: Expr, { annotations }: Query): void {
  const { le = "", [METRIC_NAME_LABEL]: name = "" } = metric;
  annotations.warn(
    `bucket label "le" is missing or has a malformed value of ${JSON.stringify(le)}${forMetric(name)}`,
    span,
  );
}

function informOfForce(metric: Labels, { span }: Expr, { annotations }: Query): void {
  const name = forMetric(metric[METRIC_NAME_LABEL] ?? "");
  annotations.inform(
    `input to histogram_quantile needed to be fixed for monotonicity (see ${MONOTONICITY_PAGE})${name}`,
    span,
  );
}

function forMetric(name: string): string {
  return name === "" ? "" : ` for metric name ${JSON.stringify(name)}`;
}
