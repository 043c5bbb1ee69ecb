import type { Aggregation } from "../../ast.ts";
import { goPlain, goShort } from "../../go-number.ts";
import { goQuote } from "../../go-quote.ts";
import type { Grid } from "../grid.ts";
import { addable, withoutHistograms } from "../histograms.ts";
import { isLabelName } from "../label-name.ts";
import type { Query } from "../query.ts";
import { QueryError } from "../query-error.ts";
import { emptyRow, hasAnswer, metricKey, type Row, type VectorValue, vectorOf, withLabel } from "../value.ts";
import { addColumns } from "./add-columns.ts";
import { CHOOSERS, checkParams, choose } from "./choose.ts";
import { type Group, groupMetric, groupsOf } from "./group.ts";
import { numbersAt, type Reducer, reducerOf } from "./reduce.ts";

export async function evaluateAggregation(node: Aggregation, grid: Grid, query: Query): Promise<VectorValue> {
  const param = node.param === undefined ? undefined : await query.evaluate(node.param, grid);
  const { rows: all } = await query.vector(node.expr, grid);
  const isSum = node.op === "sum" || node.op === "avg";
  const rows = isSum ? all : withoutHistograms(all, node, query);
  if (node.op === "count_values") return vectorOf(counted(rows, labelOf(param, query), node, grid, query));
  const groups = groupsOf(rows, node);
  query.account(groups.length * grid.count);
  const params = param?.kind === "scalar" ? param.values : new Float64Array(grid.count);
  checkParams(node.op, params);
  warnOfParam(node, params, query);
  const chooser = CHOOSERS[node.op];
  if (chooser !== undefined)
    return vectorOf(groups.flatMap((group) => choose(group.rows, grid.count, params, chooser)));
  const reduce = reducerOf(node.op, query);
  return vectorOf(
    groups
      .map(({ metric, rows: ofGroup }) => ({ metric, rows: addable(ofGroup, node, query) }))
      .map((group) =>
        reduce === undefined ? summed(group, grid, query) : reduced(group, params, grid, reduce),
      )
      .filter(hasAnswer),
  );
}

/** A name that shall go from one of them cannot stay for all. */
function rowOf({ metric, rows }: Group, count: number): Row {
  const dropsName = rows.some((row) => row.dropsName);
  return emptyRow(metric, count, dropsName);
}

/** Sums are asked for most, and are added column by column. */
function summed(group: Group, { count }: Grid, { isV3 }: Query): Row {
  const row = rowOf(group, count);
  addColumns(group.rows, row, isV3);
  return row;
}

function reduced(group: Group, params: Float64Array, { count }: Grid, reduce: Reducer): Row {
  const { rows } = group;
  const row = rowOf(group, count);
  for (let step = 0; step < count; step++) {
    const numbers = numbersAt(rows, step);
    if (numbers.length === 0) continue;
    row.values[step] = reduce(numbers, params[step]!);
    row.present[step] = 1;
  }
  return row;
}

/** How many series have each value, which is a label of the answer. */
function counted(
  rows: readonly Row[],
  label: string,
  node: Aggregation,
  { count }: Grid,
  query: Query,
): Row[] {
  const withValue = { ...node, labels: node.without ? node.labels : [...node.labels, label] };
  const counts = new Map<string, Row>();
  for (const { metric, values, present } of rows) {
    for (let step = 0; step < count; step++) {
      if (present[step] !== 1) continue;
      const group = groupMetric(withLabel(metric, label, goPlain(values[step]!)), withValue);
      const key = metricKey(group);
      const row = counts.get(key) ?? emptyRow(group, count);
      if (!counts.has(key)) query.account(count);
      counts.set(key, row);
      row.values[step]! += 1;
      row.present[step] = 1;
    }
  }
  return [...counts.values()];
}

function labelOf(param: { kind: string; value?: string } | undefined, query: Query): string {
  const label = param?.value ?? "";
  if (!isLabelName(label, query)) throw new QueryError(`invalid label name ${goQuote(label)}`);
  return label;
}

function warnOfParam({ op, param }: Aggregation, params: Float64Array, { annotations }: Query): void {
  if (op === "quantile") {
    const odd = params.find((number) => Number.isNaN(number) || number < 0 || number > 1);
    if (odd !== undefined)
      annotations.warn(`quantile value should be between 0 and 1, got ${goShort(odd)}`, param!.span);
  }
  const odd = op === "limit_ratio" ? params.find((ratio) => Math.abs(ratio) > 1) : undefined;
  if (odd !== undefined)
    annotations.warn(
      `ratio value should be between -1 and 1, got ${goShort(odd)}, capping to ${Math.sign(odd)}`,
      param!.span,
    );
}
