import type { Expr } from "../ast.ts";
import { goShort } from "../go-number.ts";
import type { Query } from "./query.ts";

/** The quantile of some numbers, between which it is interpolated. NaN is taken for the smallest. */
export function quantileOf(share: number, numbers: readonly number[]): number {
  if (numbers.length === 0 || Number.isNaN(share)) return Number.NaN;
  if (share < 0) return Number.NEGATIVE_INFINITY;
  if (share > 1) return Number.POSITIVE_INFINITY;
  const sorted = numbers.toSorted(nanFirst);
  const rank = share * (sorted.length - 1);
  const lower = Math.max(0, Math.floor(rank));
  const upper = Math.min(sorted.length - 1, lower + 1);
  const weight = rank - Math.floor(rank);
  return sorted[lower]! * (1 - weight) + sorted[upper]! * weight;
}

function nanFirst(a: number, b: number): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1;
  if (Number.isNaN(b)) return 1;
  return a - b;
}

/** Warns where a share is none. */
export function warnOfShares(shares: Float64Array, { span }: Expr, { annotations }: Query): void {
  const odd = shares.find((share) => !(share >= 0 && share <= 1));
  if (odd !== undefined)
    annotations.warn(`quantile value should be between 0 and 1, got ${goShort(odd)}`, span);
}
