import { onceForSame } from "../../../model/index.ts";
import { timeAt } from "../grid.ts";
import type { Windows } from "../ranges.ts";
import type { RangeFunction } from "./range-function.ts";

/** What a window's times say of how its growth is stretched to its edges, the same for all series with these times. */
interface Stretches {
  /** 1 where there are two samples at least. */
  readonly present: Uint8Array;
  /** What growth is multiplied by, unless the counter was zero within the window's beginning. */
  readonly factors: Float64Array;
  /** Seconds between a window's first and last sample. */
  readonly sampled: Float64Array;
  /** A counter that was zero so many seconds before the first sample, or earlier, is as one that never was. */
  readonly reach: Float64Array;
}

/**
 * How a counter or a gauge grew over the whole window, each second of it for a rate: what its samples show, stretched
 * towards both edges, but not farther than they are apart.
 */
export function growth(isCounter: boolean, isRate: boolean, isV3: boolean): RangeFunction {
  const stretches = onceForSame((windows: Windows) => stretchesOf(windows, isRate, isV3));
  return {
    fill({ values: grown, present }, { values }, windows) {
      const { present: isThere, sampled, factors, reach } = stretches(windows);
      present.set(isThere);
      setGrown(values, windows, grown);
      if (isCounter) addResets(values, windows, grown);
      for (let step = 0; step < grown.length; step++) {
        const first = values[windows.from[step]!]!;
        const wasZero = isCounter && grown[step]! > 0 && first >= 0;
        const toZero = wasZero ? sampled[step]! * (first / grown[step]!) : Infinity;
        grown[step]! *=
          toZero >= reach[step]! ? factors[step]! : factorOf(windows, step, toZero, isRate, isV3);
      }
    },
  };
}

/** What the last sample of each window is above its first; 0 where there are no two. */
function setGrown(values: Float64Array, { from, to }: Windows, grown: Float64Array): void {
  for (let step = 0; step < from.length; step++) {
    const [first, last] = [from[step]!, to[step]! - 1];
    grown[step] = last > first ? values[last]! - values[first]! : 0;
  }
}

/** A counter that is lower than before began anew: what it had counted until then counts as well. */
function addResets(values: Float64Array, { from, to }: Windows, grown: Float64Array): void {
  for (let i = 1; i < values.length; i++) {
    if (!(values[i]! < values[i - 1]!)) continue;
    for (let step = 0; step < grown.length; step++)
      if (i > from[step]! && i < to[step]!) grown[step]! += values[i - 1]!;
  }
}

function stretchesOf(windows: Windows, isRate: boolean, isV3: boolean): Stretches {
  const { from, to } = windows;
  const present = new Uint8Array(from.length);
  const column = () => new Float64Array(from.length);
  const [factors, sampled, reach] = [column(), column(), column()];
  for (let step = 0; step < from.length; step++) {
    if (to[step]! - from[step]! < 2) continue;
    present[step] = 1;
    const { seconds, average, toStart } = spanOf(windows, step);
    factors[step] = factorOf(windows, step, Infinity, isRate, isV3);
    sampled[step] = seconds;
    reach[step] = isV3 ? near(toStart, average) : toStart;
  }
  return { present, factors, sampled, reach };
}

/** @param toZero Seconds before the first sample at which the counter was zero */
function factorOf(windows: Windows, step: number, toZero: number, isRate: boolean, isV3: boolean): number {
  const { seconds, average, toStart, toEnd } = spanOf(windows, step);
  // a counter is never below zero, so that it cannot have begun to grow before it was; until 2.50 zero was looked at
  // before the distance
  const before = isV3 ? Math.min(near(toStart, average), toZero) : near(Math.min(toStart, toZero), average);
  const stretch = (seconds + before + near(toEnd, average)) / seconds;
  // in this order, so that the last digit is Prometheus' own
  return isRate ? stretch / (windows.rangeMs / 1000) : stretch;
}

/** In seconds: from a window's first sample to its last, between two of them on average, and from them to its edges. */
function spanOf({ timestampsMs, from, to, ends, rangeMs }: Windows, step: number) {
  const [firstMs, lastMs] = [timestampsMs[from[step]!]!, timestampsMs[to[step]! - 1]!];
  const endMs = timeAt(ends, step);
  const seconds = (lastMs - firstMs) / 1000;
  return {
    seconds,
    average: seconds / (to[step]! - from[step]! - 1),
    toStart: (firstMs - (endMs - rangeMs)) / 1000,
    toEnd: (endMs - lastMs) / 1000,
  };
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
