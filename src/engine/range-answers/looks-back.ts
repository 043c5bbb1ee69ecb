import { durationsOf, type Expr, walk } from "../../promql/index.ts";

/** Functions that tell the query's own times. */
const OF_THE_QUERY: ReadonlySet<string> = new Set(["start", "end", "range"]);

/**
 * Whether what an expression yields at a step depends on that step and on the samples until then, and on nothing else: so
 * that it stays the same in every query that has the step.
 */
export function looksBack(expr: Expr): boolean {
  let isSo = true;
  walk(expr, (node) => {
    isSo &&= !namesTimes(node) && durationsOf(node).every((it) => it.kind === "constant" && it.ms >= 0);
    return isSo;
  });
  return isSo;
}

function namesTimes(node: Expr): boolean {
  if (node.kind === "call") return OF_THE_QUERY.has(node.name);
  return (node.kind === "selector" || node.kind === "subquery") && node.at !== undefined;
}
