import type { Binary, COMPARISON_OPERATORS } from "../../../promql/index.ts";
import { above, below, both, from, hasNumbers, type Interval, isNothing, NOTHING } from "./interval.ts";

export type Comparison = (typeof COMPARISON_OPERATORS)[number];

const COMPLEMENT = { "==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<" } as const;
/** The same, when both sides change places. */
const MIRRORED = { "==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const;

/** The comparison that a node is; undefined when it is none. */
export function comparisonOf({ op }: Binary): Comparison | undefined {
  return Object.hasOwn(COMPLEMENT, op) ? (op as Comparison) : undefined;
}

export function mirrored(comparison: Comparison): Comparison {
  return MIRRORED[comparison];
}

/** The numbers of `a` that are so to some number of `b`. */
export function kept(a: Interval, comparison: Comparison, b: Interval): Interval {
  if (isNothing(a) || isNothing(b)) return NOTHING;
  if (comparison === "!=") return isOneNumber(a, b) ? NOTHING : a;
  if (!hasNumbers(b)) return NOTHING;
  return both(a, { ...reach(comparison, b), mayBeNaN: false });
}

function reach(comparison: Exclude<Comparison, "!=">, { min, max }: Interval): Interval {
  switch (comparison) {
    case ">":
      return above(min);
    case ">=":
      return from(min, Infinity);
    case "<":
      return below(max);
    case "<=":
      return from(-Infinity, max);
    case "==":
      return from(min, max);
  }
}

/** Whether no number of `a` is so to any of `b`, though both have some. */
export function isNever(a: Interval, comparison: Comparison, b: Interval): boolean {
  return !isNothing(a) && !isNothing(b) && isNothing(kept(a, comparison, b));
}

/** Whether every number of `a` is so to every one of `b`. NaN, which is so to nothing, is left out. */
export function isAlways(a: Interval, comparison: Comparison, b: Interval): boolean {
  const numbersOf = (one: Interval) => ({ ...one, mayBeNaN: false });
  return isNever(numbersOf(a), COMPLEMENT[comparison], numbersOf(b));
}

function isOneNumber(a: Interval, b: Interval): boolean {
  return !a.mayBeNaN && !b.mayBeNaN && a.min === a.max && b.min === b.max && a.min === b.min;
}
