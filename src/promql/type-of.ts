import type { Expr } from "./ast.ts";
import { FUNCTIONS } from "./functions.ts";
import type { ValueType } from "./value-type.ts";

/** The type of what an expression yields. */
export function valueTypeOf(expr: Expr): ValueType {
  switch (expr.kind) {
    case "number":
      return "scalar";
    case "string":
      return "string";
    case "selector":
    case "aggregation":
      return "vector";
    case "matrix":
    case "subquery":
      return "matrix";
    case "call":
      return FUNCTIONS[expr.name].returns;
    case "paren":
    case "unary":
      return valueTypeOf(expr.expr);
    case "binary":
      return binaryType(valueTypeOf(expr.left), valueTypeOf(expr.right));
  }
}

/** What an operator yields between two types. */
export function binaryType(left: ValueType, right: ValueType): ValueType {
  return left === "scalar" && right === "scalar" ? "scalar" : "vector";
}
