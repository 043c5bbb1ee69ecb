import type { Window } from "../ranges.ts";
import type { RangeFunction } from "./range-function.ts";

/** How a counter or a gauge grew. `each`: what its growth over the window is divided by. */
export function growth(isCounter: boolean, isRate: boolean, isV3: boolean): RangeFunction {
  const extrapolate = isV3 ? extrapolated : extrapolatedIn2;
  return {
    minSamples: 2,
    compute: (window) => {
      const grown = extrapolate(window, isCounter);
      return isRate ? grown / ((window.endMs - window.startMs) / 1000) : grown;
    },
  };
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

/** What the samples say of the growth over the whole window: seen growth, stretched towards both edges. */
function extrapolated(window: Window, isCounter: boolean): number {
  const { grown, first, sampled, average, isFar } = observed(window, isCounter);
  let { toStart, toEnd } = edges(window);
  if (isFar(toStart)) toStart = average / 2;
  // a counter is never below zero, so that it cannot have begun to grow before it was
  if (isCounter && grown > 0 && first >= 0) toStart = Math.min(toStart, sampled * (first / grown));
  if (isFar(toEnd)) toEnd = average / 2;
  return grown * ((sampled + toStart + toEnd) / sampled);
}

/** As Prometheus did until 2.50: zero was looked at before the distance. */
function extrapolatedIn2(window: Window, isCounter: boolean): number {
  const { grown, first, sampled, average, isFar } = observed(window, isCounter);
  let { toStart, toEnd } = edges(window);
  if (isCounter && grown > 0 && first >= 0) toStart = Math.min(toStart, sampled * (first / grown));
  if (isFar(toStart)) toStart = average / 2;
  if (isFar(toEnd)) toEnd = average / 2;
  return grown * ((sampled + toStart + toEnd) / sampled);
}

function observed({ values, timestampsMs, from, to }: Window, isCounter: boolean) {
  const first = values[from]!;
  let grown = values[to - 1]! - first;
  if (isCounter) {
    for (let i = from + 1; i < to; i++) if (values[i]! < values[i - 1]!) grown += values[i - 1]!;
  }
  const sampled = (timestampsMs[to - 1]! - timestampsMs[from]!) / 1000;
  const average = sampled / (to - from - 1);
  /** Farther from an edge than samples are apart: then the series does not reach it. */
  const isFar = (seconds: number) => seconds >= average * 1.1;
  return { first, grown, sampled, average, isFar };
}

function edges({ timestampsMs, from, to, startMs, endMs }: Window) {
  return { toStart: (timestampsMs[from]! - startMs) / 1000, toEnd: (endMs - timestampsMs[to - 1]!) / 1000 };
}
