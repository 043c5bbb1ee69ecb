import type { Window } from "../ranges.ts";
import type { Compute, RangeFunction } from "./range-function.ts";

/** What a series grew by between two of its samples. */
type Growth = (from: number, last: number) => number;

/** How a counter or a gauge grew over the whole window, each second of it for a rate. */
export function growth(isCounter: boolean, isRate: boolean, isV3: boolean): RangeFunction {
  const reach = isV3 ? reached : reachedIn2;
  const prepare = (values: Float64Array): Compute => {
    const growthOf = isCounter ? counterGrowth(values) : gaugeGrowth(values);
    return (window) => {
      const seen = observed(window, growthOf);
      const stretch = reach(seen, edges(window), isCounter) / seen.sampled;
      // in this order, so that the last digit is Prometheus' own
      return seen.grown * (isRate ? stretch / ((window.endMs - window.startMs) / 1000) : stretch);
    };
  };
  return { minSamples: 2, prepare, compute: (window, args) => prepare(window.values)(window, args) };
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

type Observed = ReturnType<typeof observed>;

/** For how long the growth went on, in seconds: as long as it was seen, and stretched towards both edges. */
function reached(
  { first, grown, sampled, average, isFar }: Observed,
  { toStart, toEnd }: Edges,
  isCounter: boolean,
): number {
  let before = isFar(toStart) ? average / 2 : toStart;
  // a counter is never below zero, so that it cannot have begun to grow before it was
  if (isCounter && grown > 0 && first >= 0) before = Math.min(before, sampled * (first / grown));
  return sampled + before + (isFar(toEnd) ? average / 2 : toEnd);
}

/** As Prometheus did until 2.50: zero was looked at before the distance. */
function reachedIn2(
  { first, grown, sampled, average, isFar }: Observed,
  { toStart, toEnd }: Edges,
  isCounter: boolean,
): number {
  let before = toStart;
  if (isCounter && grown > 0 && first >= 0) before = Math.min(before, sampled * (first / grown));
  if (isFar(before)) before = average / 2;
  return sampled + before + (isFar(toEnd) ? average / 2 : toEnd);
}

function observed({ values, timestampsMs, from, to }: Window, growthOf: Growth) {
  const sampled = (timestampsMs[to - 1]! - timestampsMs[from]!) / 1000;
  const average = sampled / (to - from - 1);
  return {
    first: values[from]!,
    grown: growthOf(from, to - 1),
    sampled,
    average,
    /** Farther from an edge than samples are apart: then the series does not reach it. */
    isFar: (seconds: number) => seconds >= average * 1.1,
  };
}

/** How far the samples are from where the window begins and ends, in seconds. */
interface Edges {
  readonly toStart: number;
  readonly toEnd: number;
}

function edges({ timestampsMs, from, to, startMs, endMs }: Window): Edges {
  return { toStart: (timestampsMs[from]! - startMs) / 1000, toEnd: (endMs - timestampsMs[to - 1]!) / 1000 };
}
