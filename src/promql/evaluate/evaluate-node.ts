import type { Expr, Unary } from "../ast.ts";
import { evaluateAggregation } from "./aggregate/aggregate.ts";
import { evaluateBinary } from "./binary/binary.ts";
import { evaluateCall } from "./call.ts";
import type { Grid } from "./grid.ts";
import { mapRows } from "./map-rows.ts";
import type { Query } from "./query.ts";
import { evaluateSelector } from "./selector.ts";
import type { Value } from "./value.ts";

/** What an expression yields at every step of a grid. A range vector is no answer of steps: its function reads it. */
export async function evaluateNode(expr: Expr, grid: Grid, query: Query): Promise<Value> {
  switch (expr.kind) {
    case "number":
      return { kind: "scalar", values: new Float64Array(grid.count).fill(expr.value) };
    case "string":
      return { kind: "string", value: expr.value };
    case "selector":
      return await evaluateSelector(expr, grid, query);
    case "paren":
      return await query.evaluate(expr.expr, grid);
    case "unary":
      return await evaluateUnary(expr, grid, query);
    case "binary":
      return await evaluateBinary(expr, grid, query);
    case "aggregation":
      return await evaluateAggregation(expr, grid, query);
    case "call":
      return await evaluateCall(expr, grid, query);
    case "matrix":
    case "subquery":
      throw new Error(`a ${expr.kind} has no value a step`);
  }
}

async function evaluateUnary({ op, expr }: Unary, grid: Grid, query: Query): Promise<Value> {
  const value = await query.evaluate(expr, grid);
  if (op === "+" || value.kind === "string") return value;
  if (value.kind === "scalar") return { kind: "scalar", values: value.values.map((number) => -number) };
  return mapRows(value, query, (number) => -number);
}
