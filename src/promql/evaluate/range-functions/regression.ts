import { goFixed } from "../../go-number.ts";
import { KahanSum } from "../kahan.ts";
import { QueryError } from "../query-error.ts";
import type { RangeFunction, Window } from "./range-function.ts";

/** How fast a gauge changes, by the line that fits its samples best. */
export const deriv: RangeFunction = {
  minSamples: 2,
  // about the first sample, as times since 1970 would cost precision
  compute: (window) => line(window, window.timestampsMs[window.from]!).slope,
};

/** Where that line will be so many seconds after now. */
export function predictLinear(nowOf: (step: number) => number): RangeFunction {
  return {
    minSamples: 2,
    compute: (window, [seconds]) => {
      const { slope, intercept } = line(window, nowOf(window.step));
      return slope * seconds! + intercept;
    },
  };
}

/** Holt and Winters' double exponential smoothing. */
export const doubleExponentialSmoothing: RangeFunction = {
  minSamples: 2,
  check([smoothing, trending]) {
    checkFactor("smoothing factor. Expected: 0 < sf < 1", smoothing!);
    checkFactor("trend factor. Expected: 0 < tf < 1", trending!);
  },
  compute: ({ values, from, to }, [smoothing, trending]) => {
    let [before, smooth] = [0, values[from]!];
    let trend = values[from + 1]! - values[from]!;
    for (let i = from + 1; i < to; i++) {
      const scaled = smoothing! * values[i]!;
      if (i > from + 1) trend = trending! * (smooth - before) + (1 - trending!) * trend;
      [before, smooth] = [smooth, scaled + (1 - smoothing!) * (smooth + trend)];
    }
    return smooth;
  },
};

function checkFactor(what: string, factor: number): void {
  if (!(factor > 0 && factor < 1)) throw new QueryError(`invalid ${what}, got: ${goFixed(factor, 6)}`);
}

/** The line of least squares, in seconds from `zeroMs`. */
function line({ timestampsMs, values, from, to }: Window, zeroMs: number) {
  const first = values[from]!;
  if (isConstant(values, from, to))
    return Number.isFinite(first)
      ? { slope: 0, intercept: first }
      : { slope: Number.NaN, intercept: Number.NaN };
  const [x, y, xy, xx] = [new KahanSum(), new KahanSum(), new KahanSum(), new KahanSum()];
  for (let i = from; i < to; i++) {
    const seconds = (timestampsMs[i]! - zeroMs) / 1000;
    x.add(seconds);
    y.add(values[i]!);
    xy.add(seconds * values[i]!);
    xx.add(seconds * seconds);
  }
  const count = to - from;
  const [sumX, sumY] = [x.sum + x.lost, y.sum + y.lost];
  const covariance = xy.sum + xy.lost - (sumX * sumY) / count;
  const variance = xx.sum + xx.lost - (sumX * sumX) / count;
  const slope = covariance / variance;
  return { slope, intercept: sumY / count - (slope * sumX) / count };
}

function isConstant(values: Float64Array, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if (values[i] !== values[from]) return false;
  return true;
}
