import type { Window } from "../ranges.ts";

/** What a function makes of a window's samples. */
export interface RangeFunction {
  /** With fewer samples than these there is no answer. */
  readonly minSamples: 1 | 2;
  /** Whether the answer is still that metric. Default: it is not, and its name goes. */
  readonly keepsName?: boolean;
  readonly compute: Compute;
  /**
   * Looks at the function's numbers wherever there is any sample.
   * @throws QueryError for some that it cannot take
   */
  readonly check?: (args: readonly number[]) => void;
  /** Looks at a whole series before its windows are, for what many of them share. Default: nothing is shared. */
  readonly prepare?: (values: Float64Array) => Compute;
}

/** @param args The function's numbers at the window's step. */
export type Compute = (window: Window, args: readonly number[]) => number;

/** A function of all samples' values. */
export function ofValues(compute: (values: Float64Array, from: number, to: number) => number): RangeFunction {
  return { minSamples: 1, compute: ({ values, from, to }) => compute(values, from, to) };
}
