import { addToMean, kahanMean } from "../kahan.ts";
import { quantileOf } from "../quantile.ts";
import type { Query } from "../query.ts";
import type { Row } from "../value.ts";

/** Makes one number of those that a group's series have at a step. */
export type Reducer = (numbers: readonly number[], param: number) => number;

/** The aggregations that make one series of each group, but for sums, which `Sum` makes. */
export function reducerOf(op: string, { isV3 }: Query): Reducer {
  return (isV3 ? { ...REDUCERS, ...SINCE_3 } : REDUCERS)[op]!;
}

const REDUCERS: Readonly<Record<string, Reducer>> = {
  avg: (numbers) =>
    numbers.reduce((mean, number, i) => (i === 0 ? number : addToMean(mean, number, i + 1)), 0),
  min: (numbers) =>
    numbers.reduce((least, number) => (number < least || Number.isNaN(least) ? number : least)),
  max: (numbers) => numbers.reduce((most, number) => (number > most || Number.isNaN(most) ? number : most)),
  count: (numbers) => numbers.length,
  group: () => 1,
  stdvar: (numbers) => variance(numbers),
  stddev: (numbers) => Math.sqrt(variance(numbers)),
  quantile: (numbers, share) => quantileOf(share, numbers),
};

const SINCE_3: Readonly<Record<string, Reducer>> = {
  avg: (numbers) => kahanMean(numbers, 0, numbers.length),
  stdvar: (numbers) => (Number.isFinite(numbers[0]) ? variance(numbers) : Number.NaN),
  stddev: (numbers) => (Number.isFinite(numbers[0]) ? Math.sqrt(variance(numbers)) : Number.NaN),
};

/** By Welford's way, in one pass. */
function variance(numbers: readonly number[]): number {
  let mean = numbers[0]!;
  let squares = 0;
  for (let i = 1; i < numbers.length; i++) {
    const delta = numbers[i]! - mean;
    mean += delta / (i + 1);
    squares += delta * (numbers[i]! - mean);
  }
  return squares / numbers.length;
}

export function numbersAt(rows: readonly Row[], step: number): number[] {
  const numbers: number[] = [];
  for (const { present, values } of rows) if (present[step] === 1) numbers.push(values[step]!);
  return numbers;
}
