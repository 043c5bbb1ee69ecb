import type { Compute, RangeFunction } from "./range-function.ts";

/** What a series grew by between two of its samples. */
type Growth = (from: number, last: number) => number;

/**
 * How a counter or a gauge grew over the whole window, each second of it for a rate: what its samples show, stretched
 * towards both edges, but not farther than they are apart.
 */
export function growth(isCounter: boolean, isRate: boolean, isV3: boolean): RangeFunction {
  const prepare = (values: Float64Array): Compute => {
    const growthOf = isCounter ? counterGrowth(values) : gaugeGrowth(values);
    return ({ timestampsMs, from, to, startMs, endMs }) => {
      const [firstMs, lastMs] = [timestampsMs[from]!, timestampsMs[to - 1]!];
      const sampled = (lastMs - firstMs) / 1000;
      const average = sampled / (to - from - 1);
      const [first, grown] = [values[from]!, growthOf(from, to - 1)];
      // a counter is never below zero, so that it cannot have begun to grow before it was
      const toZero = isCounter && grown > 0 && first >= 0 ? sampled * (first / grown) : Infinity;
      const toStart = (firstMs - startMs) / 1000;
      // until 2.50 zero was looked at before the distance
      const before = isV3
        ? Math.min(near(toStart, average), toZero)
        : near(Math.min(toStart, toZero), average);
      const after = near((endMs - lastMs) / 1000, average);
      const stretch = (sampled + before + after) / sampled;
      // in this order, so that the last digit is Prometheus' own
      return grown * (isRate ? stretch / ((endMs - startMs) / 1000) : stretch);
    };
  };
  return { minSamples: 2, prepare, compute: (window, args) => prepare(window.values)(window, args) };
}

/** Farther from an edge than samples are apart, a series does not reach it, and ends half as far on as they are. */
function near(seconds: number, average: number): number {
  return seconds >= average * 1.1 ? average / 2 : seconds;
}

/** The growth between the last two samples; of a counter that began anew, all of the last one. */
export function lastGrowth(isRate: boolean): RangeFunction {
  return {
    minSamples: 2,
    compute: ({ values, timestampsMs, to }) => {
      const [before, last] = [values[to - 2]!, values[to - 1]!];
      if (!isRate) return last - before;
      const grown = last < before ? last : last - before;
      return grown / ((timestampsMs[to - 1]! - timestampsMs[to - 2]!) / 1000);
    },
  };
}

function gaugeGrowth(values: Float64Array): Growth {
  return (from, last) => values[last]! - values[from]!;
}

/** A counter that is lower than before began anew: what it had counted until then counts as well. */
function counterGrowth(values: Float64Array): Growth {
  const resets: number[] = [];
  for (let i = 1; i < values.length; i++) if (values[i]! < values[i - 1]!) resets.push(i);
  if (resets.length === 0) return gaugeGrowth(values);
  return (from, last) => {
    let grown = values[last]! - values[from]!;
    for (const reset of resets) if (reset > from && reset <= last) grown += values[reset - 1]!;
    return grown;
  };
}
