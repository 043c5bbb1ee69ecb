import type { Dimension } from "./dimension.ts";
import type { LabelSet } from "./label-set.ts";
import type { Meaning } from "./meaning.ts";

/** What is known of the results of an expression before it is evaluated. */
export interface Inferred {
  readonly labels: LabelSet;
  readonly meaning: Meaning;
  /** Undefined where it is not known. */
  readonly dimension: Dimension | undefined;
}
