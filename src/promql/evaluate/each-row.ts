import { type Expr, withoutParens } from "../ast.ts";
import type { Grid } from "./grid.ts";
import { eachOverRanges, isOfOneName } from "./over-ranges.ts";
import type { Query } from "./query.ts";
import { rangeFunctionOf } from "./range-functions/index.ts";
import type { Row } from "./value.ts";

/**
 * Shows the series of an instant vector, one after the other. Who looks at one keeps nothing of its numbers: the next may
 * overwrite them, so that many series take the memory of one.
 */
export async function eachRow(expr: Expr, grid: Grid, query: Query, look: (row: Row) => void): Promise<void> {
  const call = withoutParens(expr);
  if (call.kind === "call" && isOfOneName(call)) {
    const ofRange = rangeFunctionOf(call.name, grid, query);
    if (ofRange !== undefined) return await eachOverRanges(call, ofRange, grid, query, look);
  }
  for (const row of (await query.vector(expr, grid)).rows) look(row);
}
