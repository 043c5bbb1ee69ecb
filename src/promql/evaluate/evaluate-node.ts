import type { Expr, Unary } from "../ast.ts";
import { evaluateAggregation } from "./aggregate/aggregate.ts";
import { evaluateBinary } from "./binary/binary.ts";
import { evaluateCall } from "./call.ts";
import type { Grid } from "./grid.ts";
import { mapRows } from "./map-rows.ts";
import type { Query } from "./query.ts";
import { evaluateSelector } from "./selector.ts";
import type { Value, VectorValue } from "./value.ts";

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
      return await evaluateNode(expr.expr, grid, query);
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

/** What an expression of type instant vector yields. */
export async function evaluateVector(expr: Expr, grid: Grid, query: Query): Promise<VectorValue> {
  const value = await evaluateNode(expr, grid, query);
  if (value.kind !== "vector") throw new Error(`expected an instant vector, got a ${value.kind}`);
  return value;
}

/** What an expression of type scalar yields, a number a step. */
export async function evaluateScalar(expr: Expr, grid: Grid, query: Query): Promise<Float64Array> {
  const value = await evaluateNode(expr, grid, query);
  if (value.kind !== "scalar") throw new Error(`expected a scalar, got a ${value.kind}`);
  return value.values;
}

async function evaluateUnary({ op, expr }: Unary, grid: Grid, query: Query): Promise<Value> {
  const value = await evaluateNode(expr, grid, query);
  if (op === "+" || value.kind === "string") return value;
  if (value.kind === "scalar") return { kind: "scalar", values: value.values.map((number) => -number) };
  return mapRows(value, query, (number) => -number);
}
