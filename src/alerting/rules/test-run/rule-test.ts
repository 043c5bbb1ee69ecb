import type { Labels } from "../../../model/index.ts";
import type { Answer } from "../answer.ts";
import type { ReplaySpec } from "./replay.ts";

/** One of promtool's rule tests. Times count from its first sample. */
export interface RuleTest extends ReplaySpec {
  readonly alerts: readonly AlertMoment[];
  readonly expressions: readonly ExpressionMoment[];
}

/** Which alerts of a name fire at a moment. */
export interface AlertMoment {
  readonly atMs: number;
  readonly alert: string;
  /** `alertname` may be left out of the labels. */
  readonly firing: readonly { readonly labels: Labels; readonly annotations: Labels }[];
}

/** What an expression answers at a moment. */
export interface ExpressionMoment {
  readonly atMs: number;
  readonly expr: string;
  readonly samples: readonly Answer[];
}

/** Whether a moment was as expected: alerts or series, one a text, sorted. */
export interface MomentVerdict<Moment = AlertMoment | ExpressionMoment> {
  readonly moment: Moment;
  readonly passed: boolean;
  readonly expected: readonly string[];
  readonly got: readonly string[];
}

/** A rule that could not be evaluated. */
export interface RuleFault {
  readonly rule: string;
  readonly atMs: number;
  readonly message: string;
}

/** How a test went. It passed when there are no faults and all moments passed. */
export interface RuleTestVerdict {
  readonly moments: readonly MomentVerdict[];
  /** What ended the test; moments after that are not judged. */
  readonly faults: readonly RuleFault[];
}
