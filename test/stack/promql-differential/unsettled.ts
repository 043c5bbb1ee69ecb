import { type Aggregation, type Expr, PromqlError, parse, walk, withoutParens } from "farol/promql";

/**
 * Whether 2.42 has no settled answer to an expression, so that asked again it answers otherwise. That can be so of what is
 * evaluated over time: all of a range question, and of any other what is within a subquery.
 */
export function isUnsettled(expr: string, isOverTime: boolean): boolean {
  let isFound = false;
  const look = (node: Expr, path: readonly Expr[]) => {
    if (node.kind !== "aggregation") return;
    const isRepeated = isOverTime || path.some(({ kind }) => kind === "subquery");
    isFound ||= isRepeated && (hasFixedParam(node) || isVarianceInNoOrder(node));
  };
  try {
    walk(parse(expr, { semantics: "v2" }), look);
  } catch (error) {
    // some are generated that both refuse
    if (!(error instanceof PromqlError)) throw error;
  }
  return isFound;
}

/**
 * 2.42 writes other numbers over a parameter that is fixed by `@`, as `quantile(scalar(x @ 5), y)`, NaN at each step, has
 * an infinite one among them.
 */
function hasFixedParam({ param }: Aggregation): boolean {
  let isFound = false;
  const look = (node: Expr) => {
    isFound ||= "at" in node && node.at !== undefined;
  };
  if (param !== undefined) walk(param, look);
  return isFound;
}

/**
 * What 2.42 evaluates step by step it puts together from a Go map, in another order each time. Of numbers that are large
 * and close, as times are, the order in which they are added decides on all but the first four digits of their variance.
 */
function isVarianceInNoOrder({ op, expr }: Aggregation): boolean {
  return (op === "stddev" || op === "stdvar") && !isInOrder(expr);
}

/** Selectors and functions of their ranges answer for one series after the other. */
function isInOrder(expr: Expr): boolean {
  if (expr.kind === "paren" || expr.kind === "unary") return isInOrder(expr.expr);
  if (expr.kind === "call") return expr.args.some((arg) => withoutParens(arg).kind === "matrix");
  return expr.kind === "selector";
}
