import type { Labels } from "../../../model/index.ts";
import { type Call, type Expr, type VectorSelector, withoutParens } from "../../ast.ts";
import type { Grid } from "../grid.ts";
import { refuseHistograms } from "../histograms.ts";
import type { Query } from "../query.ts";
import { rangesOf } from "../ranges.ts";
import { anyPresent, emptyRow, hasAnswer, METRIC_NAME_LABEL, type VectorValue, vectorOf } from "../value.ts";

/** 1 at the steps at which an expression has no answer, with the labels that it asks for. */
export async function absent({ args: [arg] }: Call, grid: Grid, query: Query): Promise<VectorValue> {
  const { rows } = await query.vector(arg!, grid);
  refuseHistograms(rows);
  return absences(arg!, anyPresent(rows, grid.count));
}

/** 1 at the steps at whose range there is no sample. */
export async function absentOverTime({ args: [arg] }: Call, grid: Grid, query: Query): Promise<VectorValue> {
  const range = withoutParens(arg!);
  if (range.kind !== "matrix" && range.kind !== "subquery") throw new Error(`no range vector: ${range.kind}`);
  const ranges = rangesOf(range, grid, query);
  const isThere = new Uint8Array(grid.count);
  for (const { timestampsMs } of await ranges.series()) {
    const { from, to } = ranges.windowsOf(timestampsMs);
    for (let step = 0; step < grid.count; step++) if (to[step]! > from[step]!) isThere[step] = 1;
    if (query.isDue) await query.pause();
  }
  return absences(range.kind === "matrix" ? range.selector : range, isThere);
}

function absences(expr: Expr, isThere: Uint8Array): VectorValue {
  const row = emptyRow(labelsAskedFor(expr), isThere.length);
  for (const [step, is] of isThere.entries()) {
    row.values[step] = 1;
    row.present[step] = 1 - is;
  }
  return vectorOf(hasAnswer(row) ? [row] : []);
}

/** The labels that a selector wants to be equal to one value. */
function labelsAskedFor(expr: Expr): Labels {
  const selector = withoutParens(expr);
  return selector.kind === "selector" ? wanted(selector) : {};
}

/** Whatever else is asked of a label takes it away again, and what is asked twice is not given a second time. */
function wanted({ matchers }: VectorSelector): Labels {
  const labels = new Map<string, string>();
  const given = new Set<string>([METRIC_NAME_LABEL]);
  for (const { label, op, value } of matchers) {
    if (op === "=" && value !== "" && !given.has(label)) labels.set(label, value);
    else labels.delete(label);
    if (op === "=") given.add(label);
  }
  return Object.fromEntries(labels);
}
