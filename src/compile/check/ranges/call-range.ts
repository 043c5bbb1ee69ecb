import type { Call, Expr } from "../../../promql/index.ts";
import type { Subject } from "../subject.ts";
import { quantile, summed } from "./aggregation-range.ts";
import {
  ANY,
  AT_LEAST_0,
  exactly,
  from,
  hull,
  type Interval,
  isNothing,
  mapped,
  NOTHING,
  negated,
  orNaN,
  SHARE,
} from "./interval.ts";
import { quantileRange } from "./selector-range.ts";

type Rule = (...args: readonly Interval[]) => Interval;

const SAME: Rule = (of = ANY) => of;
const NOT_NEGATIVE: Rule = () => AT_LEAST_0;
const fixed =
  (min: number, max: number): Rule =>
  () =>
    from(min, max);
const rising =
  (map: (value: number) => number): Rule =>
  (of = ANY) =>
    mapped(of, map);
/** What grew is not negative where what it grew of was not: a fall counts as a beginning at 0. */
const GROWTH: Rule = (of = ANY) => (of.min >= 0 ? AT_LEAST_0 : ANY);

/** What functions make of their arguments' numbers. Of one that is not here, nothing is known. */
const RULES: Readonly<Partial<Record<Call["name"], Rule>>> = {
  abs: absolute,
  avg_over_time: SAME,
  ceil: rising(Math.ceil),
  changes: NOT_NEGATIVE,
  clamp: (of = ANY, least = ANY, most = ANY) => limited(of, least, most),
  clamp_max: (of = ANY, most = ANY) => limited(of, exactly(-Infinity), most),
  clamp_min: (of = ANY, least = ANY) => limited(of, least, exactly(Infinity)),
  count_over_time: fixed(1, Infinity),
  day_of_month: fixed(1, 31),
  day_of_week: fixed(0, 6),
  day_of_year: fixed(1, 366),
  days_in_month: fixed(28, 31),
  first_over_time: SAME,
  floor: rising(Math.floor),
  histogram_fraction: () => orNaN(SHARE),
  hour: fixed(0, 23),
  increase: GROWTH,
  irate: GROWTH,
  label_join: SAME,
  label_replace: SAME,
  last_over_time: SAME,
  max_over_time: SAME,
  min_over_time: SAME,
  minute: fixed(0, 59),
  month: fixed(1, 12),
  present_over_time: fixed(1, 1),
  quantile_over_time: (share = ANY, of = ANY) => quantile(of, share),
  rate: GROWTH,
  resets: NOT_NEGATIVE,
  scalar: (of = ANY) => (isNothing(of) ? exactly(Number.NaN) : orNaN(of)),
  sgn: rising(Math.sign),
  sort: SAME,
  sort_by_label: SAME,
  sort_by_label_desc: SAME,
  sort_desc: SAME,
  stddev_over_time: () => orNaN(AT_LEAST_0),
  stdvar_over_time: () => orNaN(AT_LEAST_0),
  sum_over_time: (of = ANY) => summed(of),
  time: NOT_NEGATIVE,
  timestamp: NOT_NEGATIVE,
  vector: SAME,
};

/** What a function's answers can be. */
export function callRange(
  { name, args }: Call,
  rangeOf: (expr: Expr) => Interval,
  catalogue: Subject["catalogue"],
): Interval {
  if (name === "absent" || name === "absent_over_time") return exactly(1);
  const ranges = args.map(rangeOf);
  // a scalar is always there
  if (name !== "scalar" && ranges.some(isNothing)) return NOTHING;
  if (name === "histogram_quantile") return quantile(quantileRange(args[1]!, catalogue), ranges[0]!);
  return RULES[name]?.(...ranges) ?? ANY;
}

function absolute(of: Interval = ANY): Interval {
  if (of.min >= 0) return of;
  const positive = hull(of, negated(of));
  return of.max <= 0 ? negated(of) : { ...positive, min: 0 };
}

/** Nothing where the least is above the most, or one of them is no number. */
function limited(of: Interval, least: Interval, most: Interval): Interval {
  if (least.mayBeNaN || most.mayBeNaN) return ANY;
  const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));
  return { ...of, min: clamp(of.min, least.min, most.min), max: clamp(of.max, least.max, most.max) };
}
