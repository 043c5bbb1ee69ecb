import type { Duration, DurationExpr } from "../ast.ts";
import type { Query } from "./query.ts";
import { QueryError } from "./query-error.ts";

/** A duration's milliseconds. One that is computed may hold the query's step and range. */
export function durationMs(duration: Duration, query: Query): number {
  return duration.kind === "constant" ? duration.ms : Math.round(seconds(duration, query) * 1000);
}

/**
 * The milliseconds of a range or a step.
 * @throws QueryError when they are computed to nothing or less
 */
export function positiveMs(duration: Duration, query: Query): number {
  const ms = durationMs(duration, query);
  if (ms > 0) return ms;
  throw new QueryError("duration must be greater than 0");
}

function seconds(expr: DurationExpr, query: Query): number {
  switch (expr.kind) {
    case "number":
      return expr.value;
    case "durationCall":
      return (expr.name === "step" ? query.stepMs : query.endMs - query.startMs) / 1000;
    case "durationNegation":
      return -seconds(expr.expr, query);
    case "durationParen":
      return seconds(expr.expr, query);
    case "durationChoice": {
      const choose = expr.name === "min_of" ? Math.min : Math.max;
      return choose(seconds(expr.left, query), seconds(expr.right, query));
    }
    case "durationBinary":
      return operated(expr.op, seconds(expr.left, query), seconds(expr.right, query));
  }
}

function operated(op: string, a: number, b: number): number {
  switch (op) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      if (b === 0) throw new QueryError("division by zero");
      return a / b;
    case "%":
      if (b === 0) throw new QueryError("modulo by zero");
      return a % b;
    default:
      return a ** b;
  }
}
