import { type Expr, metricName, valueTypeOf } from "../../../promql/index.ts";
import { comparisonOf } from "../ranges/comparison.ts";
import type { Subject } from "../subject.ts";

/** Aggregations that leave some series out. */
const CHOOSING: readonly string[] = ["topk", "bottomk", "limitk", "limit_ratio", "count_values"];

/** Whether an expression answers with all series that its selector finds, none left out, and these are our own. */
export function isWhole(expr: Expr, subject: Subject): boolean {
  switch (expr.kind) {
    case "selector":
      return subject.catalogue(metricName(expr) ?? "")?.metric?.external === undefined;
    case "matrix":
      return isWhole(expr.selector, subject);
    case "aggregation":
      return !CHOOSING.includes(expr.op) && isWhole(expr.expr, subject);
    case "call":
      return expr.args.every((arg) => valueTypeOf(arg) === "scalar" || isWhole(arg, subject));
    case "binary":
      if (expr.matching !== undefined) return false;
      if (comparisonOf(expr) !== undefined && !expr.bool) return false;
      return isWhole(valueTypeOf(expr.left) === "scalar" ? expr.right : expr.left, subject);
    case "number":
    case "string":
      return false;
    default:
      return isWhole(expr.expr, subject);
  }
}
