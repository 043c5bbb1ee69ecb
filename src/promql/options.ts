import type { Semantics } from "./functions.ts";

/** What an expression may hold. As in Prometheus, nothing experimental unless it is asked for. */
export interface ParseOptions {
  /** `v2`: the language of Prometheus 2.42. Default `v3`. */
  readonly semantics?: Semantics;
  /** Experimental functions, `limitk` and `limit_ratio`: `promql-experimental-functions`. Default false. */
  readonly experimentalFunctions?: boolean;
  /** `[5m * 2]`, `offset step()`: `promql-duration-expr`. Default false. */
  readonly experimentalDurations?: boolean;
  /** `anchored` and `smoothed`: `promql-extended-range-selectors`. Default false. */
  readonly experimentalRangeSelectors?: boolean;
  /** `fill`, `fill_left` and `fill_right`: `promql-binop-fill-modifiers`. Default false. */
  readonly experimentalFill?: boolean;
}

/** Everything that Prometheus can be told to parse. */
export const EVERYTHING_EXPERIMENTAL = {
  experimentalFunctions: true,
  experimentalDurations: true,
  experimentalRangeSelectors: true,
  experimentalFill: true,
} as const satisfies ParseOptions;
