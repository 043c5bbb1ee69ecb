import { type Binary, type BinaryOperator, COMPARISON_OPERATORS } from "../../ast.ts";
import type { Query } from "../query.ts";
import { unsupported } from "../selector.ts";

export type Arithmetic = (a: number, b: number) => number;
export type Comparison = (a: number, b: number) => boolean;

const ARITHMETICS: Readonly<Partial<Record<BinaryOperator, Arithmetic>>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "%": (a, b) => a % b,
  "^": power,
  atan2: Math.atan2,
};
const COMPARISONS: Readonly<Partial<Record<BinaryOperator, Comparison>>> = {
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

export function isComparison(op: BinaryOperator): boolean {
  return (COMPARISON_OPERATORS as readonly string[]).includes(op);
}

/** Whether an operator leaves a metric its name. In 2.42 `atan2` was forgotten among those that do not. */
export function keepsName({ op, bool }: Binary, { isV3, delaysNameRemoval }: Query): boolean {
  if (isComparison(op)) return !bool || delaysNameRemoval;
  return op === "atan2" && !isV3;
}

export function arithmeticOf(op: BinaryOperator): Arithmetic {
  const found = ARITHMETICS[op];
  if (found === undefined) throw unsupported(op);
  return found;
}

export function comparisonOf(op: BinaryOperator): Comparison {
  return COMPARISONS[op]!;
}

/** Go's, for which 1 to any power is 1, and so is -1 to an infinite one. */
function power(a: number, b: number): number {
  const isOne = a === 1 || (a === -1 && Math.abs(b) === Number.POSITIVE_INFINITY);
  return isOne ? 1 : a ** b;
}
