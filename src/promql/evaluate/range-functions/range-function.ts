import type { RangeSeries, Windows } from "../ranges.ts";
import type { Row } from "../value.ts";

/** What a function makes of a range vector. */
export type RangeFunction = {
  /** Whether the answer is still that metric. Default: it is not, and its name goes. */
  readonly keepsName?: boolean;
} & (OfWindows | OfColumns);

/** Looks at one window after the other. */
export interface OfWindows {
  /** With fewer samples than these there is no answer. */
  readonly minSamples: 1 | 2;
  readonly compute: Compute;
  /**
   * Looks at the function's numbers wherever there is any sample.
   * @throws QueryError for some that it cannot take
   */
  readonly check?: (args: readonly number[]) => void;
  /** Looks at a whole series before its windows are, for what many of them share. Default: nothing is shared. */
  readonly prepare?: (values: Float64Array) => Compute | undefined;
}

/** Answers for all windows of a series at once, in a time that does not depend on their length. */
export interface OfColumns {
  /** Overwrites what stands in the row. */
  readonly fill: (row: Row, series: RangeSeries, windows: Windows) => void;
}

/** Those samples of a series that one step is about, `from` to before `to`. */
export interface Window {
  readonly timestampsMs: Float64Array;
  readonly values: Float64Array;
  from: number;
  to: number;
  step: number;
}

/** @param args The function's numbers at the window's step. */
export type Compute = (window: Window, args: readonly number[]) => number;

/** A function of all samples' values. */
export function ofValues(compute: (values: Float64Array, from: number, to: number) => number) {
  return {
    minSamples: 1,
    compute: ({ values, from, to }: Window) => compute(values, from, to),
  } satisfies RangeFunction;
}
