import { type Binary, COMPARISON_OPERATORS, type Expr, walk } from "../../../promql/index.ts";

/** The number that an expression always is; undefined where that depends on series. */
export function constantOf(expr: Expr): number | undefined {
  switch (expr.kind) {
    case "number":
      return expr.value;
    case "paren":
      return constantOf(expr.expr);
    case "unary": {
      const inner = constantOf(expr.expr);
      return expr.op === "-" && inner !== undefined ? -inner : inner;
    }
    case "binary":
      return calculated(expr);
    default:
      return undefined;
  }
}

function calculated({ op, left, right }: Binary): number | undefined {
  const a = constantOf(left);
  const b = constantOf(right);
  if (a === undefined || b === undefined) return undefined;
  switch (op) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    case "^":
      return a ** b;
    default:
      return undefined;
  }
}

/** A comparison of an expression with a number, turned so that the number stands on the right. */
export interface Comparison {
  readonly op: (typeof COMPARISON_OPERATORS)[number];
  readonly of: Expr;
  readonly number: number;
}

const TURNED = { "==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const;

/** Reads a comparison with a number; undefined for every other expression. */
export function comparisonOf(expr: Expr): Comparison | undefined {
  if (expr.kind !== "binary" || !isComparison(expr.op)) return undefined;
  const { op, left, right } = expr;
  const onRight = constantOf(right);
  if (onRight !== undefined) return { op, of: left, number: onRight };
  const onLeft = constantOf(left);
  return onLeft === undefined ? undefined : { op: TURNED[op], of: right, number: onLeft };
}

export function isComparison(op: Binary["op"]): op is Comparison["op"] {
  return (COMPARISON_OPERATORS as readonly string[]).includes(op);
}

/** Whether something within an expression is multiplied or divided by a number, which may make minutes of seconds. */
export function isScaled(expr: Expr): boolean {
  let isSo = false;
  walk(expr, (node) => {
    if (node.kind !== "binary" || !["*", "/"].includes(node.op)) return;
    isSo ||= constantOf(node.left) !== undefined || constantOf(node.right) !== undefined;
  });
  return isSo;
}
