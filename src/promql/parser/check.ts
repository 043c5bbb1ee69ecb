import type { Aggregation, Expr, MatrixSelector, Subquery, Unary } from "../ast.ts";
import { goQuote } from "../go-quote.ts";
import { documentedType, type ValueType } from "../value-type.ts";
import { checkBinary } from "./check-binary.ts";
import { checkCall } from "./check-call.ts";
import { checkSelector } from "./check-selector.ts";
import type { Cursor } from "./cursor.ts";
import { expectType } from "./expect-type.ts";

/** Reports what is wrong with an expression's types, in Prometheus' order. @returns Its type. */
export function check(cursor: Cursor, expr: Expr): ValueType {
  switch (expr.kind) {
    case "number":
      return "scalar";
    case "string":
      return "string";
    case "selector":
      return checkSelector(cursor, expr);
    case "matrix":
      return checkMatrix(cursor, expr);
    case "subquery":
      return checkSubquery(cursor, expr);
    case "paren":
      return check(cursor, expr.expr);
    case "unary":
      return checkUnary(cursor, expr);
    case "aggregation":
      return checkAggregation(cursor, expr);
    case "call":
      return checkCall(cursor, expr, check);
    case "binary":
      return checkBinary(cursor, expr, check);
  }
}

function checkMatrix(cursor: Cursor, { selector }: MatrixSelector): ValueType {
  checkSelector(cursor, selector);
  return "matrix";
}

function checkSubquery(cursor: Cursor, { expr, span }: Subquery): ValueType {
  const type = check(cursor, expr);
  if (type !== "vector") {
    cursor.report(`subquery is only allowed on instant vector, got ${type} instead`, span);
  }
  return "matrix";
}

function checkUnary(cursor: Cursor, { expr, span }: Unary): ValueType {
  const type = check(cursor, expr);
  if (type !== "scalar" && type !== "vector") {
    const got = goQuote(documentedType(type));
    cursor.report(
      `unary expression only allowed on expressions of type scalar or instant vector, got ${got}`,
      span,
    );
  }
  return type;
}

function checkAggregation(cursor: Cursor, { op, param, expr }: Aggregation): ValueType {
  expectType(cursor, expr, check(cursor, expr), "vector", "aggregation expression");
  if (param !== undefined) {
    const wanted = op === "count_values" ? "string" : "scalar";
    expectType(cursor, param, check(cursor, param), wanted, "aggregation parameter");
  }
  return "vector";
}
