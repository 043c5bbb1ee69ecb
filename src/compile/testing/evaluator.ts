import type { Trial } from "./trial.ts";

/** Who evaluates rules to test them. */
export interface Evaluator {
  /** As people are told of it: `Farol`, `promtool 2.42.0`. */
  readonly name: string;
  /**
   * What was expected and what came instead, of each trial; undefined when all of its tests passed. A rule that cannot be
   * evaluated ends its test, and is told of in a line that begins with `rule: <name>, time: `.
   */
  readonly failuresOf: (trials: readonly Trial[]) => Promise<readonly (string | undefined)[]>;
}
