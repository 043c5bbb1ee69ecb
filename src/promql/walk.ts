import type { Duration, DurationExpr, Expr, VectorSelector } from "./ast.ts";

/** The expressions that an expression holds directly, in the order of writing where that is always the same. */
export function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case "number":
    case "string":
    case "selector":
      return [];
    case "matrix":
      return [expr.selector];
    case "subquery":
    case "unary":
    case "paren":
      return [expr.expr];
    case "binary":
      return [expr.left, expr.right];
    case "aggregation":
      return expr.param === undefined ? [expr.expr] : [expr.param, expr.expr];
    case "call":
      return expr.args;
  }
}

/**
 * Visits an expression and all that it holds, from the outside in and from left to right.
 * @param visit `path` holds the expressions around it, the outermost first. Answers `false` where it is not to go deeper.
 */
export function walk(
  expr: Expr,
  visit: (expr: Expr, path: readonly Expr[]) => unknown,
  path: readonly Expr[] = [],
): void {
  if (visit(expr, path) === false) return;
  const children = childrenOf(expr);
  if (children.length === 0) return;
  const inner = [...path, expr];
  for (const child of children) walk(child, visit, inner);
}

/** All selectors of an expression, from left to right. */
export function selectorsOf(expr: Expr): readonly VectorSelector[] {
  const selectors: VectorSelector[] = [];
  const stack = [expr];
  for (let it = stack.pop(); it !== undefined; it = stack.pop()) {
    if (it.kind === "selector") selectors.push(it);
    stack.push(...childrenOf(it).toReversed());
  }
  return selectors;
}

/** The durations that an expression itself holds. */
export function durationsOf(expr: Expr): readonly Duration[] {
  switch (expr.kind) {
    case "selector":
      return present(expr.offset);
    case "matrix":
      return [expr.range];
    case "subquery":
      return present(expr.range, expr.step, expr.offset);
    default:
      return [];
  }
}

/** What a duration is computed of. */
export function durationOperands(duration: Duration | DurationExpr): readonly DurationExpr[] {
  switch (duration.kind) {
    case "number":
    case "constant":
    case "durationCall":
      return [];
    case "durationNegation":
    case "durationParen":
      return [duration.expr];
    case "durationBinary":
    case "durationChoice":
      return [duration.left, duration.right];
  }
}

function present<T>(...values: readonly (T | undefined)[]): readonly T[] {
  return values.filter((it) => it !== undefined);
}
