import type { TimeRange } from "../../model/index.ts";

/** The moments at which a query is answered: whole multiples of the step within the range. */
export interface Steps {
  readonly stepMs: number;
  readonly timestampsMs: Float64Array;
}

/** Aligned, so that the points of a chart stay where they are while its range moves. */
export function stepsOf({ startMs, endMs }: TimeRange, stepMs: number): Steps {
  const first = Math.ceil(startMs / stepMs);
  const count = Math.max(0, Math.floor(endMs / stepMs) - first + 1);
  return { stepMs, timestampsMs: Float64Array.from({ length: count }, (_, i) => (first + i) * stepMs) };
}

/** One moment: the end of the range. */
export function oneStep({ startMs, endMs }: TimeRange): Steps {
  return { stepMs: endMs - startMs, timestampsMs: Float64Array.of(endMs) };
}
