import { type Binary, COMPARISON_OPERATORS, SET_OPERATORS, type Span, type VectorMatching } from "../ast.ts";
import { goQuote } from "../go-quote.ts";
import { binaryType } from "../type-of.ts";
import type { ValueType } from "../value-type.ts";
import type { Cursor } from "./cursor.ts";
import type { Check } from "./expect-type.ts";

const COMPARISONS: ReadonlySet<string> = new Set(COMPARISON_OPERATORS);
const SETS: ReadonlySet<string> = new Set(SET_OPERATORS);

/** A tree that is not yet anybody else's. */
type Unfinished<T> = { -readonly [K in keyof T]: T[K] };

interface Sides {
  readonly left: ValueType;
  readonly right: ValueType;
}

/** Reports what is wrong with an operator, its modifiers and its sides; completes how the sides are matched. */
export function checkBinary(cursor: Cursor, binary: Binary, check: Check): ValueType {
  const sides = { left: check(cursor, binary.left), right: check(cursor, binary.right) };
  const isSet = SETS.has(binary.op);
  checkModifiers(cursor, binary, sides);
  checkSides(cursor, binary, sides);
  const matching = binary.matching!;
  if (sides.left !== "vector" || sides.right !== "vector") {
    refuseMatching(cursor, binary, matching);
    (binary as Unfinished<Binary>).matching = undefined;
  } else if (isSet) {
    checkSetMatching(cursor, binary, matching);
    (binary as Unfinished<Binary>).matching = { ...matching, cardinality: "many-to-many" };
  }
  if (isSet && (sides.left === "scalar" || sides.right === "scalar")) {
    cursor.report(`set operator ${goQuote(binary.op)} not allowed in binary scalar expression`, binary.span);
  }
  return binaryType(sides.left, sides.right);
}

function checkModifiers(cursor: Cursor, binary: Binary, { left, right }: Sides): void {
  const { op, bool } = binary;
  const isComparison = COMPARISONS.has(op);
  if (bool && !isComparison) {
    cursor.report("bool modifier can only be used on comparison operators", operatorSpan(cursor, binary));
  }
  if (isComparison && !bool && left === "scalar" && right === "scalar") {
    cursor.report("comparisons between scalars must use BOOL modifier", operatorSpan(cursor, binary));
  }
  const { on, labels, include } = binary.matching!;
  for (const label of on ? labels : []) {
    if (!include.includes(label)) continue;
    cursor.report(
      `label ${goQuote(label)} must not occur in ON and GROUP clause at once`,
      operatorSpan(cursor, binary),
    );
  }
}

function checkSides(cursor: Cursor, binary: Binary, sides: Sides): void {
  for (const side of ["left", "right"] as const) {
    if (sides[side] === "scalar" || sides[side] === "vector") continue;
    cursor.report("binary expression must contain only scalar and instant vector types", binary[side].span);
  }
}

function refuseMatching(cursor: Cursor, { span }: Binary, { labels, fill }: VectorMatching): void {
  if (labels.length > 0) cursor.report("vector matching only allowed between instant vectors", span);
  if (hasFill(fill)) {
    cursor.report("filling in missing series only allowed between instant vectors", span);
  }
}

function checkSetMatching(cursor: Cursor, { op, span }: Binary, { cardinality, fill }: VectorMatching): void {
  if (cardinality !== "one-to-one") {
    cursor.report(`no grouping allowed for ${goQuote(op)} operation`, span);
    cursor.report("set operations must always be many-to-many", span);
  }
  if (hasFill(fill)) cursor.report("filling in missing series not allowed for set operators", span);
}

function hasFill({ left, right }: VectorMatching["fill"]): boolean {
  return left !== undefined || right !== undefined;
}

/** From the operator to its right side, without the blanks. */
function operatorSpan(cursor: Cursor, { left, right }: Binary): Span {
  const between = cursor.source.slice(left.span.end, right.span.start);
  const start = left.span.end + between.length - between.trimStart().length;
  return { start, end: start + between.trim().length };
}
