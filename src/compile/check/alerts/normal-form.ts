import { type Expr, print } from "../../../promql/index.ts";

/** A text that is the same for expressions that differ in nothing but spaces, comments and needless parentheses. */
export function normalForm(expr: Expr): string {
  return print(grouped(expr));
}

/** Each operator's operands in parentheses, and nothing else. */
function grouped(expr: Expr): Expr {
  switch (expr.kind) {
    case "paren":
      return grouped(expr.expr);
    case "binary":
      return { ...expr, left: operand(expr.left), right: operand(expr.right) };
    case "unary":
      return { ...expr, expr: operand(expr.expr) };
    case "subquery":
      return { ...expr, expr: operand(expr.expr) };
    case "aggregation":
      return {
        ...expr,
        param: expr.param === undefined ? undefined : grouped(expr.param),
        expr: grouped(expr.expr),
      };
    case "call":
      return { ...expr, args: expr.args.map(grouped) };
    default:
      return expr;
  }
}

function operand(expr: Expr): Expr {
  const inner = grouped(expr);
  const isOne = inner.kind !== "binary" && inner.kind !== "unary" && inner.kind !== "subquery";
  return isOne ? inner : { kind: "paren", expr: inner, span: inner.span };
}
