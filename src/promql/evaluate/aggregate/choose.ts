import type { AggregationOperator } from "../../ast.ts";
import { QueryError } from "../query-error.ts";
import { hasAnswer, metricKey, type Row } from "../value.ts";

/** The aggregations that keep some of the series that they are given: at each step its own. */
export type Chooser = (rows: readonly Row[], step: number, param: number) => readonly Row[];

export const CHOOSERS: Readonly<Partial<Record<AggregationOperator, Chooser>>> = {
  topk: (rows, step, k) => best(rows, step, k, (a, b) => b - a),
  bottomk: (rows, step, k) => best(rows, step, k, (a, b) => a - b),
  limitk: (rows, _, k) => rows.slice(0, wholeNumber(k)),
  limit_ratio: (rows, _, ratio) => rows.filter(({ metric }) => isWithin(ratio, shareOf(metricKey(metric)))),
};

/** Rows of a group with what is chosen of them; in the order of the choice where there is one step only. */
export function choose(
  rows: readonly Row[],
  count: number,
  params: Float64Array,
  chooser: Chooser,
): readonly Row[] {
  const kept = new Map(rows.map((row) => [row, new Uint8Array(count)]));
  let order: readonly Row[] = rows;
  for (let step = 0; step < count; step++) {
    const there = rows.filter(({ present }) => present[step] === 1);
    const chosen = chooser(there, step, params[step]!);
    for (const row of chosen) kept.get(row)![step] = 1;
    if (count === 1) order = chosen;
  }
  return order.map((row) => ({ ...row, present: kept.get(row)! })).filter(hasAnswer);
}

/** Of equal ones the first; NaN comes last on either side. */
function best(
  rows: readonly Row[],
  step: number,
  k: number,
  compare: (a: number, b: number) => number,
): readonly Row[] {
  const wanted = wholeNumber(k);
  if (wanted < 1) return [];
  const sorted = rows.toSorted((x, y) => {
    const [a, b] = [x.values[step]!, y.values[step]!];
    if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
    return a === b ? 0 : compare(a, b);
  });
  return sorted.slice(0, wanted);
}

/** @throws QueryError for a parameter that is no number, even where there is nothing to choose from */
export function checkParams(op: AggregationOperator, params: Float64Array): void {
  if (!(op in CHOOSERS) || !params.some(Number.isNaN)) return;
  throw new QueryError(op === "limit_ratio" ? "Ratio value is NaN" : "Parameter value is NaN");
}

function wholeNumber(k: number): number {
  if (Math.abs(k) >= 2 ** 63) throw new QueryError(`Scalar value ${k} overflows int64`);
  return Math.max(0, Math.trunc(k));
}

function isWithin(ratio: number, share: number): boolean {
  return ratio >= 0 ? share < Math.min(1, ratio) : share >= 1 + Math.max(-1, ratio);
}

/** Where between 0 and 1 a metric stands, whatever query asks (FNV-1a, with its bits stirred). */
function shareOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
