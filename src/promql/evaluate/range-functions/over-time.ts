import { KahanSum, kahanMean, staysInfinite } from "../kahan.ts";
import { quantileOf } from "../quantile.ts";
import { type Compute, ofValues, type RangeFunction } from "./range-function.ts";

/** `sum_over_time` and its like: what a window's values are together. */
export const OVER_TIME: Readonly<Record<string, RangeFunction>> = {
  avg_over_time: {
    ...ofValues(kahanMean),
    prepare: (values) => ofExactSums(values, (sum, count) => sum / count),
  },
  changes: ofValues((values, from, to) => {
    let changes = 0;
    for (let i = from + 1; i < to; i++) if (isOther(values[i - 1]!, values[i]!)) changes += 1;
    return changes;
  }),
  count_over_time: ofValues((_, from, to) => to - from),
  first_over_time: { ...ofValues((values, from) => values[from]!), keepsName: true },
  last_over_time: { ...ofValues((values, _, to) => values[to - 1]!), keepsName: true },
  mad_over_time: ofValues((values, from, to) => {
    const numbers = [...values.subarray(from, to)];
    if (numbers.some(Number.isNaN)) return Number.NaN;
    const median = quantileOf(0.5, numbers);
    return quantileOf(
      0.5,
      numbers.map((number) => Math.abs(number - median)),
    );
  }),
  max_over_time: ofValues((values, from, to) => values[indexOfMost(values, from, to)]!),
  min_over_time: ofValues((values, from, to) => values[indexOfLeast(values, from, to)]!),
  present_over_time: ofValues(() => 1),
  quantile_over_time: {
    minSamples: 1,
    compute: ({ values, from, to }, [share]) => quantileOf(share!, [...values.subarray(from, to)]),
  },
  resets: ofValues((values, from, to) => {
    let resets = 0;
    for (let i = from + 1; i < to; i++) if (values[i]! < values[i - 1]!) resets += 1;
    return resets;
  }),
  stddev_over_time: ofValues((values, from, to) => Math.sqrt(variance(values, from, to))),
  stdvar_over_time: ofValues(variance),
  sum_over_time: {
    ...ofValues((values, from, to) => {
      const sum = new KahanSum();
      sum.addAll(values, from, to);
      return sum.total;
    }),
    prepare: (values) => ofExactSums(values, (sum) => sum),
  },
  ts_of_first_over_time: { minSamples: 1, compute: ({ timestampsMs, from }) => timestampsMs[from]! / 1000 },
  ts_of_last_over_time: { minSamples: 1, compute: ({ timestampsMs, to }) => timestampsMs[to - 1]! / 1000 },
  ts_of_max_over_time: {
    minSamples: 1,
    compute: ({ timestampsMs, values, from, to }) =>
      timestampsMs[indexOfMost(values, from, to, true)]! / 1000,
  },
  ts_of_min_over_time: {
    minSamples: 1,
    compute: ({ timestampsMs, values, from, to }) =>
      timestampsMs[indexOfLeast(values, from, to, true)]! / 1000,
  },
};

/** As 2.42 makes it, from mean to mean. */
export const AVG_OVER_TIME_IN_2 = ofValues((values, from, to) => {
  const mean = new KahanSum();
  for (let i = from; i < to; i++) {
    const count = i - from + 1;
    if (!staysInfinite(mean.sum, values[i]!)) mean.add(values[i]! / count - mean.sum / count);
  }
  return mean.total;
});

/** Sums of whole numbers are exact: those of each window are the difference of two. Undefined for other numbers. */
function ofExactSums(
  values: Float64Array,
  compute: (sum: number, count: number) => number,
): Compute | undefined {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) {
    const sum = sums[i]! + values[i]!;
    if (!Number.isInteger(values[i]) || !Number.isSafeInteger(sum)) return undefined;
    sums[i + 1] = sum;
  }
  return ({ from, to }) => compute(sums[to]! - sums[from]!, to - from);
}

function isOther(a: number, b: number): boolean {
  return a !== b && !(Number.isNaN(a) && Number.isNaN(b));
}

/** @param takesLast Of equal ones the last. Default: the first. NaN only where there is nothing else. */
function indexOfMost(values: Float64Array, from: number, to: number, takesLast = false): number {
  let at = from;
  for (let i = from + 1; i < to; i++) {
    const [value, most] = [values[i]!, values[at]!];
    if (value > most || Number.isNaN(most) || (takesLast && value === most)) at = i;
  }
  return at;
}

function indexOfLeast(values: Float64Array, from: number, to: number, takesLast = false): number {
  let at = from;
  for (let i = from + 1; i < to; i++) {
    const [value, least] = [values[i]!, values[at]!];
    if (value < least || Number.isNaN(least) || (takesLast && value === least)) at = i;
  }
  return at;
}

function variance(values: Float64Array, from: number, to: number): number {
  const mean = new KahanSum();
  const squares = new KahanSum();
  for (let i = from; i < to; i++) {
    const delta = values[i]! - (mean.sum + mean.lost);
    mean.add(delta / (i - from + 1));
    squares.add(delta * (values[i]! - (mean.sum + mean.lost)));
  }
  return (squares.sum + squares.lost) / (to - from);
}
