import type { RecordingFault } from "../model/index.ts";
import type { Cells } from "./slab-writer.ts";

/** Whom a handle asks when it cannot record by itself. */
export interface Home<S> {
  /** Gives the handle its cells; afterwards `cell` is not negative. */
  place(handle: S): void;
  fault(kind: RecordingFault): void;
}

/**
 * One series, as the application holds it. While `cell` is negative it has no cells: it is new, or it was idle for so
 * long that it was forgotten. The next write gives it cells again, so a handle may be kept for ever.
 */
export abstract class Handle implements Cells {
  values: Float64Array = NOWHERE;
  cell = -1;
  /** Values of the metric's labels, in their order. */
  readonly labelValues: readonly string[];

  constructor(labelValues: readonly string[]) {
    this.labelValues = labelValues;
  }

  /** A number that changes with every write. */
  abstract activity(): number;
}

const NOWHERE = new Float64Array(0);
