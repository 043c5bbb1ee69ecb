import type { AggregationOperator } from "../../../promql/index.ts";
import {
  ANY,
  AT_LEAST_0,
  contains,
  exactly,
  from,
  hasNumbers,
  type Interval,
  isNothing,
  NOTHING,
  SHARE,
} from "./interval.ts";

/** What an aggregation makes of numbers of an interval; `over_time` functions do the same over time. */
export function aggregationRange(
  op: AggregationOperator,
  inner: Interval,
  param: Interval | undefined,
): Interval {
  if (isNothing(inner)) return NOTHING;
  switch (op) {
    case "sum":
      return summed(inner);
    case "quantile":
      return quantile(inner, param ?? ANY);
    case "count":
    case "count_values":
      return from(1, Infinity);
    case "group":
      return exactly(1);
    case "stddev":
    case "stdvar":
      return { ...AT_LEAST_0, mayBeNaN: inner.mayBeNaN || !Number.isFinite(inner.max - inner.min) };
    default:
      return inner;
  }
}

/** Several positive numbers are at least each of them. */
export function summed({ min, max, mayBeNaN }: Interval): Interval {
  const isEither = min === -Infinity && max === Infinity;
  return { min: min < 0 ? -Infinity : min, max: max > 0 ? Infinity : max, mayBeNaN: mayBeNaN || isEither };
}

/** Of a share that is none of 0 to 1, a quantile is infinite. */
export function quantile(inner: Interval, share: Interval): Interval {
  const isShare = hasNumbers(share) && contains(SHARE, share.min) && contains(SHARE, share.max);
  return isShare && !share.mayBeNaN ? inner : ANY;
}
