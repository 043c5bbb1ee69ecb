import { neighborAbove, neighborBelow } from "./neighbors.ts";

/**
 * The numbers that something can be: from `min` to `max`, both among them; no number where `min` is above `max`. Sums,
 * quotients and their like are computed as Prometheus does, so that rounding keeps the order and bounds are exact.
 */
export interface Interval {
  readonly min: number;
  readonly max: number;
  /** Whether it can be NaN besides, such as 0 / 0. */
  readonly mayBeNaN: boolean;
}

export const ANY: Interval = { min: -Infinity, max: Infinity, mayBeNaN: true };
/** What has no answer. */
export const NOTHING: Interval = { min: Infinity, max: -Infinity, mayBeNaN: false };
export const AT_LEAST_0: Interval = from(0, Infinity);
export const SHARE: Interval = from(0, 1);

export function from(min: number, max: number): Interval {
  return { min, max, mayBeNaN: false };
}

export function exactly(value: number): Interval {
  return Number.isNaN(value) ? { ...NOTHING, mayBeNaN: true } : from(value, value);
}

export function orNaN(interval: Interval): Interval {
  return { ...interval, mayBeNaN: true };
}

export function isNothing(interval: Interval): boolean {
  return !hasNumbers(interval) && !interval.mayBeNaN;
}

export function hasNumbers({ min, max }: Interval): boolean {
  return min <= max;
}

export function contains({ min, max }: Interval, value: number): boolean {
  return min <= value && value <= max;
}

/** The numbers that both can be. */
export function both(a: Interval, b: Interval): Interval {
  const mayBeNaN = a.mayBeNaN && b.mayBeNaN;
  return { min: Math.max(a.min, b.min), max: Math.min(a.max, b.max), mayBeNaN };
}

/** What is the one or the other, and all between. */
export function hull(a: Interval, b: Interval): Interval {
  const mayBeNaN = a.mayBeNaN || b.mayBeNaN;
  return { min: Math.min(a.min, b.min), max: Math.max(a.max, b.max), mayBeNaN };
}

/** What a function makes of it whose results are in the order of its arguments, such as `ceil`. */
export function mapped(interval: Interval, rising: (value: number) => number): Interval {
  if (!hasNumbers(interval)) return interval;
  return { ...interval, min: rising(interval.min), max: rising(interval.max) };
}

export function negated({ min, max, mayBeNaN }: Interval): Interval {
  return { min: -max, max: -min, mayBeNaN };
}

/** The numbers above a number. */
export function above(value: number): Interval {
  return value === Infinity ? NOTHING : from(neighborAbove(value), Infinity);
}

/** The numbers below a number. */
export function below(value: number): Interval {
  return value === -Infinity ? NOTHING : from(-Infinity, neighborBelow(value));
}
