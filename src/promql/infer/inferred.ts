import type { Dimension } from "./dimension.ts";
import type { LabelSet } from "./label-set.ts";

/**
 * What the numbers mean. `counter`: they only go up, and start anew at restarts. `buckets`: cumulative counts by `le`,
 * `ratedBuckets` what they grew by. `value`: they can be compared as they are.
 */
export type Meaning = "counter" | "buckets" | "ratedBuckets" | "value" | "unknown";

/** What is known of the results of an expression before it is evaluated. */
export interface Inferred {
  readonly labels: LabelSet;
  readonly meaning: Meaning;
  /** Undefined where it is not known. */
  readonly dimension: Dimension | undefined;
}
