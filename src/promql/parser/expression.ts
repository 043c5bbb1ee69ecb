import type { Binary, BinaryOperator, Expr, Unary } from "../ast.ts";
import { AGGREGATIONS, type Token, type TokenKind } from "../lexer/token.ts";
import { unquote } from "../lexer/unquote.ts";
import { readAggregation } from "./aggregation.ts";
import { readCall } from "./call.ts";
import type { Cursor } from "./cursor.ts";
import { readMatching } from "./matching.ts";
import { readNumber } from "./number.ts";
import { readPostfixes } from "./postfix.ts";
import { ABOVE_SIGN, PRECEDENCE } from "./precedence.ts";
import { readSelector, SELECTOR_NAMES } from "./selector.ts";

const FIRST_OF_CALLS: ReadonlySet<TokenKind> = new Set<TokenKind>([
  "identifier",
  "start",
  "end",
  "step",
  "range",
  "min_of",
  "max_of",
]);

/** Reads an expression whose operators bind at least as strongly as `weakest`. */
export function readExpression(cursor: Cursor, weakest: number): Expr {
  return cursor.nested(() => {
    let left = readOperand(cursor);
    while (true) {
      const precedence = PRECEDENCE.get(cursor.token.kind) ?? 0;
      if (precedence < weakest) return left;
      left = readBinary(cursor, left, precedence);
    }
  });
}

function readBinary(cursor: Cursor, left: Expr, precedence: number): Binary {
  const op = cursor.take().kind as BinaryOperator;
  const { bool, matching } = readMatching(cursor);
  const right = cursor.readExpression(op === "^" ? precedence : precedence + 1);
  const span = { start: left.span.start, end: right.span.end };
  const { fill } = matching;
  if (!cursor.options.experimentalFill && (fill.left !== undefined || fill.right !== undefined)) {
    cursor.report("binop fill modifiers are experimental and not enabled", span);
  }
  return { kind: "binary", op, left, right, bool, matching, span };
}

function readOperand(cursor: Cursor): Expr {
  if (cursor.at("+") || cursor.at("-")) return readSigned(cursor);
  return readPostfixes(cursor, readPrimary(cursor));
}

function readSigned(cursor: Cursor): Expr {
  const sign = cursor.take();
  const op = sign.kind as Unary["op"];
  const expr = cursor.readExpression(ABOVE_SIGN);
  const span = { start: sign.start, end: expr.span.end };
  if (expr.kind === "number") return { ...expr, value: op === "-" ? -expr.value : expr.value, span };
  return { kind: "unary", op, expr, span };
}

function readPrimary(cursor: Cursor): Expr {
  const { token, following } = cursor;
  const { kind } = token;
  if (kind === "number" || (kind === "duration" && !cursor.isV2)) return readNumber(cursor);
  if (kind === "string") return readString(cursor, token);
  if (kind === "(") return readParen(cursor);
  if (AGGREGATIONS.has(kind) && (following === "(" || following === "by" || following === "without")) {
    return readAggregation(cursor);
  }
  if (FIRST_OF_CALLS.has(kind) && following === "(" && !(cursor.isV2 && kind !== "identifier")) {
    return readCall(cursor);
  }
  if (kind === "{" || SELECTOR_NAMES.has(kind)) return readSelector(cursor);
  return cursor.refuse();
}

function readString(cursor: Cursor, token: Token): Expr {
  cursor.take();
  return { kind: "string", value: unquote(token.text), span: cursor.from(token) };
}

function readParen(cursor: Cursor): Expr {
  const open = cursor.take();
  const expr = cursor.readExpression();
  cursor.expect(")");
  return { kind: "paren", expr, span: cursor.from(open) };
}
