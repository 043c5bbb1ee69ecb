import type { Labels } from "../../../model/index.ts";
import type { Aggregation } from "../../ast.ts";
import { goPlain, goShort } from "../../go-number.ts";
import { goQuote } from "../../go-quote.ts";
import { eachRow } from "../each-row.ts";
import type { Grid } from "../grid.ts";
import { histogramsIn, isAddable, withoutHistograms } from "../histograms.ts";
import { isLabelName } from "../label-name.ts";
import { warnOfShares } from "../quantile.ts";
import type { Query } from "../query.ts";
import { QueryError } from "../query-error.ts";
import { emptyRow, hasAnswer, metricKey, type Row, type VectorValue, vectorOf, withLabel } from "../value.ts";
import { CHOOSERS, checkParams, choose } from "./choose.ts";
import { Groups, groupMetric } from "./group.ts";
import { numbersAt, type Reducer, reducerOf } from "./reduce.ts";
import { Sum } from "./sum.ts";

export async function evaluateAggregation(node: Aggregation, grid: Grid, query: Query): Promise<VectorValue> {
  if (node.op === "sum") return await summed(node, grid, query);
  const param = node.param === undefined ? undefined : await query.evaluate(node.param, grid);
  const { rows: all } = await query.vector(node.expr, grid);
  const rows = node.op === "avg" ? all : withoutHistograms(all, node, query);
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
  const addable = groups.filter((group) =>
    isAddable(group.rows.length, histogramsIn(group.rows), node, query),
  );
  return vectorOf(addable.map((group) => reduced(group, params, grid, reduce)).filter(hasAnswer));
}

/** Sums are asked for most: each row is added while it is at hand, so that none has to be kept. */
async function summed(node: Aggregation, grid: Grid, query: Query): Promise<VectorValue> {
  const sums = new Groups(node, (metric) => new Sum(metric, query.isV3));
  await eachRow(node.expr, grid, query, (row) => sums.of(row.metric).add(row));
  query.account(sums.all.length * grid.count);
  const addable = sums.all.filter(({ rows, histograms }) => isAddable(rows, histograms, node, query));
  return vectorOf(addable.map((sum) => sum.finish()).filter(hasAnswer));
}

/** The series that are aggregated together. */
interface Group {
  readonly metric: Labels;
  readonly rows: Row[];
}

function groupsOf(rows: readonly Row[], node: Aggregation): readonly Group[] {
  const groups = new Groups<Group>(node, (metric) => ({ metric, rows: [] }));
  for (const row of rows) groups.of(row.metric).rows.push(row);
  return groups.all;
}

function reduced({ metric, rows }: Group, params: Float64Array, { count }: Grid, reduce: Reducer): Row {
  // a name that shall go from one of them cannot stay for all
  const dropsName = rows.some((row) => row.dropsName);
  const row = emptyRow(metric, count, dropsName);
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

function warnOfParam({ op, param }: Aggregation, params: Float64Array, query: Query): void {
  if (op === "quantile") warnOfShares(params, param!, query);
  const odd = op === "limit_ratio" ? params.find((ratio) => Math.abs(ratio) > 1) : undefined;
  if (odd !== undefined)
    query.annotations.warn(
      `ratio value should be between -1 and 1, got ${goShort(odd)}, capping to ${Math.sign(odd)}`,
      param!.span,
    );
}
