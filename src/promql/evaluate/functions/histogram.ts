import type { Labels } from "../../../model/index.ts";
import type { Call, Expr } from "../../ast.ts";
import { goPlain, goShort } from "../../go-number.ts";
import type { Grid } from "../grid.ts";
import { refuseHistograms } from "../histograms.ts";
import { distinct, nameless } from "../map-rows.ts";
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
import { type Bucket, bucketFraction, bucketQuantile } from "./buckets.ts";

const MONOTONICITY_PAGE =
  "https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile";

/** The buckets of one histogram: their rows, by their bounds. */
interface Histogram {
  readonly metric: Labels;
  readonly buckets: readonly { readonly bound: number; readonly row: Row }[];
}

export async function histogramQuantile(call: Call, grid: Grid, query: Query): Promise<VectorValue> {
  const shares = await query.scalar(call.args[0]!, grid);
  warnOfShares(shares, call.args[0]!, query);
  const histograms = await histogramsOf(call.args[1]!, grid, query);
  return perStep(histograms, grid, query, (buckets, step, { metric }) => {
    const { value, wasForced } = bucketQuantile(shares[step]!, buckets, query.isV3);
    if (wasForced) informOfForce(metric, call.args[1]!, query);
    return value;
  });
}

export async function histogramFraction(call: Call, grid: Grid, query: Query): Promise<VectorValue> {
  const lower = await query.scalar(call.args[0]!, grid);
  const upper = await query.scalar(call.args[1]!, grid);
  const histograms = await histogramsOf(call.args[2]!, grid, query);
  return perStep(histograms, grid, query, (buckets, step) =>
    bucketFraction(lower[step]!, upper[step]!, buckets, query.isV3),
  );
}

/** `histogram_quantiles(v, label, shares…)`: each share's answers, told apart by a label. */
export async function histogramQuantiles(call: Call, grid: Grid, query: Query): Promise<VectorValue> {
  const [vector, label, ...shares] = call.args as [Expr, Extract<Expr, { kind: "string" }>, ...Expr[]];
  const histograms = await histogramsOf(vector, grid, query);
  const rows: Row[] = [];
  for (const share of shares) {
    const numbers = await query.scalar(share, grid);
    warnOfShares(numbers, share, query);
    const answers = perStep(histograms, grid, query, (buckets, step, { metric }) => {
      const { value, wasForced } = bucketQuantile(numbers[step]!, buckets, query.isV3);
      if (wasForced) informOfForce(metric, vector, query);
      return value;
    });
    const text = openMetricsNumber(numbers[0] ?? Number.NaN);
    rows.push(...answers.rows.map((row) => ({ ...row, metric: { ...row.metric, [label.value]: text } })));
  }
  return distinct(rows);
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
  return [...histograms.values()];
}

function nativeRow(metric: Labels, present: Uint8Array): Row {
  return { metric: withoutName(metric), values: new Float64Array(present.length), present, dropsName: false };
}

function perStep(
  histograms: readonly Histogram[],
  { count }: Grid,
  query: Query,
  compute: (buckets: readonly Bucket[], step: number, histogram: Histogram) => number,
): VectorValue {
  const rows = histograms.map((histogram) => {
    const { metric, dropsName } = nameless(histogram.metric, query);
    const row = emptyRow(metric, count, dropsName);
    for (let step = 0; step < count; step++) {
      const buckets = bucketsAt(histogram, step);
      if (buckets.length === 0) continue;
      row.values[step] = compute(buckets, step, histogram);
      row.present[step] = 1;
    }
    return row;
  });
  query.account(rows.length * count);
  return distinct(rows);
}

function bucketsAt({ buckets }: Histogram, step: number): Bucket[] {
  return buckets.flatMap(({ bound, row }) =>
    row.present[step] === 1 ? [{ bound, count: row.values[step]! }] : [],
  );
}

/** Go's numbers: `+Inf`, `1e3`, `0x1p3` apart. */
function boundOf(le: string | undefined): number | undefined {
  if (le === undefined || le.trim() === "") return undefined;
  if (/^[+-]?inf(inity)?$/i.test(le)) return le.startsWith("-") ? -Infinity : Infinity;
  const bound = Number(le);
  return Number.isNaN(bound) ? undefined : bound;
}

function warnOfShares(shares: Float64Array, { span }: Expr, { annotations }: Query): void {
  const odd = shares.find((share) => Number.isNaN(share) || share < 0 || share > 1);
  if (odd !== undefined)
    annotations.warn(`quantile value should be between 0 and 1, got ${goPlain(odd)}`, span);
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
