import { type Duration, type DurationExpr, type Expr, type VectorSelector, withoutParens } from "../ast.ts";
import { valueTypeOf } from "../type-of.ts";
import { durationOperands, durationsOf, walk } from "../walk.ts";

/** Functions whose answer depends on when they are asked, `@` or not. */
const OF_NOW: readonly string[] = [
  "day_of_month",
  "day_of_week",
  "day_of_year",
  "days_in_month",
  "end",
  "hour",
  "minute",
  "month",
  "predict_linear",
  "range",
  "start",
  "step",
  "time",
  "timestamp",
  "year",
];

/**
 * An expression that looks at one time, whenever it is asked; undefined for one that cannot. Prometheus' own runner asks
 * each instant case this way again.
 */
export function fixedAt(expr: Expr, ms: number): Expr | undefined {
  let isOfNow = false;
  walk(expr, (node) => {
    isOfNow ||= node.kind === "call" && OF_NOW.includes(node.name);
  });
  return isOfNow ? undefined : withAt(expr, { kind: "timestamp", ms });
}

/** When the fixed expression is asked. */
export function timesAround(ms: number): readonly number[] {
  return ms === 0 ? [-1000, 0, 1000] : [-10 * ms, 0, Math.trunc(ms / 5), ms, 10 * ms];
}

/** Functions that answer of the query's own times, which a query over time has other than one at one time. */
const OF_QUERY: readonly string[] = ["end", "range", "start", "step"];

/** Whether an answer over time can be compared with that of one time. */
export function hasSteps(expr: Expr): boolean {
  const type = valueTypeOf(withoutParens(expr));
  return (type === "vector" || type === "scalar") && !isOfQuery(expr);
}

function isOfQuery(expr: Expr): boolean {
  let isIt = false;
  walk(expr, (node) => {
    isIt ||= node.kind === "call" && OF_QUERY.includes(node.name);
    isIt ||= durationsOf(node).some(holdsCall);
  });
  return isIt;
}

function holdsCall(duration: Duration | DurationExpr): boolean {
  return duration.kind === "durationCall" || durationOperands(duration).some(holdsCall);
}

function withAt(expr: Expr, at: NonNullable<VectorSelector["at"]>): Expr {
  const recurse = (inner: Expr) => withAt(inner, at);
  switch (expr.kind) {
    case "number":
    case "string":
      return expr;
    case "selector":
      return { ...expr, at: expr.at ?? at };
    case "matrix":
      return { ...expr, selector: { ...expr.selector, at: expr.selector.at ?? at } };
    case "subquery":
      // what stands in it is asked at the subquery's own times
      return { ...expr, at: expr.at ?? at };
    case "unary":
    case "paren":
      return { ...expr, expr: recurse(expr.expr) };
    case "binary":
      return { ...expr, left: recurse(expr.left), right: recurse(expr.right) };
    case "aggregation":
      return { ...expr, expr: recurse(expr.expr), param: expr.param && recurse(expr.param) };
    case "call":
      return { ...expr, args: expr.args.map(recurse) };
  }
}
