import type { Duration, DurationExpr, DurationOperation, NumberLiteral, Span } from "../ast.ts";
import { isDurationInRange } from "../duration-text.ts";
import type { Semantics } from "../functions.ts";
import type { TokenKind } from "../lexer/token.ts";
import type { Context, Cursor } from "./cursor.ts";
import { readNumber } from "./number.ts";
import { ABOVE_SIGN, PRECEDENCE } from "./precedence.ts";

type Operator = Extract<DurationOperation, { kind: "durationBinary" }>["op"];

/** What a duration may be, in Prometheus' messages. */
export const DURATION_NAMES: Readonly<Record<Semantics, string>> = {
  v2: "duration",
  v3: "number, duration, step(), or range()",
};
const OPERATORS: ReadonlySet<TokenKind> = new Set<TokenKind>(["+", "-", "*", "/", "%", "^"]);

/** Reads a range or a step, which must be greater than 0. */
export function readPositiveDuration(cursor: Cursor, context: Context): Duration {
  return cursor.within(context, () => {
    const expr = cursor.isV2 ? readOldLiteral(cursor) : readDurationExpr(cursor);
    if (expr.kind === "number" && expr.value <= 0) {
      cursor.report("duration must be greater than 0", expr.span);
    }
    return constantOf(expr);
  });
}

/** Reads an offset: arithmetic only in parentheses, so that `offset 5m + 1` is a sum of a vector and 1. */
export function readOffsetDuration(cursor: Cursor): Duration {
  const { semantics } = cursor.options;
  return cursor.within({ what: "offset", expected: DURATION_NAMES[semantics] }, () =>
    constantOf(cursor.isV2 ? readOldOffset(cursor) : readSigned(cursor, readPrimary)),
  );
}

function readOldLiteral(cursor: Cursor): NumberLiteral {
  if (!cursor.at("duration")) cursor.refuse();
  return inRange(cursor, readNumber(cursor));
}

function readOldOffset(cursor: Cursor): NumberLiteral {
  const sign = cursor.accept("-");
  const literal = readOldLiteral(cursor);
  if (literal.value <= 0) cursor.report("duration must be greater than 0", literal.span);
  return sign === undefined ? literal : { ...literal, value: -literal.value, span: cursor.from(sign) };
}

/** Reads a duration whose operators bind at least as strongly as `weakest`. */
function readDurationExpr(cursor: Cursor, weakest = 1): DurationExpr {
  return cursor.nested(() => {
    let left = readSigned(cursor, readPower);
    while (OPERATORS.has(cursor.token.kind)) {
      const precedence = PRECEDENCE.get(cursor.token.kind)!;
      if (precedence < weakest) break;
      left = readOperation(cursor, left, precedence);
    }
    return left;
  });
}

function readOperation(cursor: Cursor, left: DurationExpr, precedence: number): DurationExpr {
  const token = cursor.take();
  const op = token.kind as Operator;
  const right = readDurationExpr(cursor, op === "^" ? precedence : precedence + 1);
  refuseExperimental(cursor, left.span);
  if (right.kind === "number" && right.value === 0 && (op === "/" || op === "%")) {
    cursor.report(op === "/" ? "division by zero" : "modulo by zero", token);
  }
  const span = { start: left.span.start, end: right.span.end };
  return { kind: "durationBinary", op, left, right, span };
}

/** Reads what a sign before an operand stands for: with what binds stronger than a sign. */
function readPower(cursor: Cursor): DurationExpr {
  return readDurationExpr(cursor, ABOVE_SIGN);
}

/** Reads an operand, or a sign and what `read` takes it to stand for. */
function readSigned(cursor: Cursor, read: (cursor: Cursor) => DurationExpr): DurationExpr {
  const sign = cursor.accept("-") ?? cursor.accept("+");
  if (sign === undefined) return readPrimary(cursor);
  const expr = read(cursor);
  const span = cursor.from(sign);
  if (expr.kind === "number") {
    return inRange(cursor, { ...expr, value: sign.kind === "-" ? -expr.value : expr.value, span });
  }
  return sign.kind === "-" ? { kind: "durationNegation", expr, span } : expr;
}

function readPrimary(cursor: Cursor): DurationExpr {
  const { kind } = cursor.token;
  if (kind === "number" || kind === "duration") return inRange(cursor, readNumber(cursor));
  if (kind === "step" || kind === "range") return readTimeCall(cursor, kind);
  if (kind === "min_of" || kind === "max_of") return readChoice(cursor, kind);
  if (kind === "(") return readParen(cursor);
  return cursor.refuse();
}

function readTimeCall(cursor: Cursor, name: "step" | "range"): DurationExpr {
  const token = cursor.take();
  cursor.expect("(");
  cursor.expect(")");
  const span = cursor.from(token);
  refuseExperimental(cursor, span);
  return { kind: "durationCall", name, span };
}

function readChoice(cursor: Cursor, name: "min_of" | "max_of"): DurationExpr {
  const token = cursor.take();
  cursor.expect("(");
  const left = readDurationExpr(cursor);
  cursor.expect(",");
  const right = readDurationExpr(cursor);
  cursor.expect(")");
  const span = cursor.from(token);
  refuseExperimental(cursor, span);
  return { kind: "durationChoice", name, left, right, span };
}

function readParen(cursor: Cursor): DurationExpr {
  const open = cursor.take();
  const expr = readDurationExpr(cursor);
  cursor.expect(")");
  refuseExperimental(cursor, expr.span);
  return { kind: "durationParen", expr, span: cursor.from(open) };
}

function refuseExperimental(cursor: Cursor, span: Span): void {
  if (!cursor.options.experimentalDurations) {
    cursor.report("experimental duration expression is not enabled", span);
  }
}

function inRange(cursor: Cursor, literal: NumberLiteral): NumberLiteral {
  if (!isDurationInRange(literal.value)) cursor.report("duration out of range", literal.span);
  return literal;
}

/** Prometheus evaluates whole milliseconds. Microseconds are the finest that a number keeps for 292 years. */
function constantOf(expr: DurationExpr): Duration {
  if (expr.kind !== "number") return expr;
  return { kind: "constant", ms: Math.trunc(Math.round(expr.value * 1e6) / 1e3) + 0, span: expr.span };
}
