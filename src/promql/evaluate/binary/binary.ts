import type { Binary } from "../../ast.ts";
import type { Grid } from "../grid.ts";
import { comparable, refuseHistograms } from "../histograms.ts";
import { mapRows, mapValues } from "../map-rows.ts";
import type { Query } from "../query.ts";
import { hasAnswer, type Row, type Value, type VectorValue, vectorOf } from "../value.ts";
import { matchVectors } from "./match.ts";
import { arithmeticOf, type Comparison, comparisonOf, isComparison, keepsName } from "./operators.ts";
import { evaluateSet } from "./sets.ts";

export async function evaluateBinary(node: Binary, grid: Grid, query: Query): Promise<Value> {
  const left = await query.evaluate(node.left, grid);
  const right = await query.evaluate(node.right, grid);
  query.account(grid.count);
  if (left.kind === "scalar" && right.kind === "scalar") return ofScalars(node, left.values, right.values);
  if (left.kind === "scalar" && right.kind === "vector") return ofOne(node, right, left.values, true, query);
  if (left.kind === "vector" && right.kind === "scalar") return ofOne(node, left, right.values, false, query);
  if (left.kind !== "vector" || right.kind !== "vector") throw new Error(`no ${node.op} of ${left.kind}`);
  refuseHistograms([...left.rows, ...right.rows]);
  const isSet = node.matching?.cardinality === "many-to-many";
  return isSet ? evaluateSet(node, left, right, grid) : matchVectors(node, left, right, grid, query);
}

function ofScalars({ op }: Binary, left: Float64Array, right: Float64Array): Value {
  const operate = isComparison(op) ? asNumber(comparisonOf(op)) : arithmeticOf(op);
  return { kind: "scalar", values: left.map((number, step) => operate(number, right[step]!)) };
}

/** A vector on one side, a number a step on the other. */
function ofOne(
  node: Binary,
  vector: VectorValue,
  numbers: Float64Array,
  isNumberLeft: boolean,
  query: Query,
): VectorValue {
  const { op, bool } = node;
  if (isComparison(op) && !bool)
    return filtered(comparable(vector.rows, node, query), numbers, comparisonOf(op), isNumberLeft);
  const operate = isComparison(op) ? asNumber(comparisonOf(op)) : arithmeticOf(op);
  const change = (value: number, step: number) =>
    isNumberLeft ? operate(numbers[step]!, value) : operate(value, numbers[step]!);
  return keepsName(node, query) && !isComparison(op)
    ? vectorOf(mapValues(vector.rows, change))
    : mapRows(vector, query, change);
}

/** What is kept is the vector's own value, on whichever side it stands. */
function filtered(
  rows: readonly Row[],
  numbers: Float64Array,
  holds: Comparison,
  isNumberLeft: boolean,
): VectorValue {
  const kept = rows.map((row): Row => {
    const present = row.present.map((is, step) => {
      const [value, number] = [row.values[step]!, numbers[step]!];
      return is === 1 && (isNumberLeft ? holds(number, value) : holds(value, number)) ? 1 : 0;
    });
    return { ...row, present };
  });
  return vectorOf(kept.filter(hasAnswer));
}

function asNumber(holds: Comparison): (a: number, b: number) => number {
  return (a, b) => (holds(a, b) ? 1 : 0);
}
