import { type Expr, metricName, selectorsOf, walk } from "../../../promql/index.ts";
import { comparisonOf } from "./constant.ts";

/**
 * The metrics of which an expression demands, beside a division, that something happened: `x` in
 * `x_failed / x > 0.1 and x > 10`. What their quotient is when nothing does was thought of.
 */
export function metricsAboveZero(tree: Expr): ReadonlySet<string> {
  const names = new Set<string>();
  walk(tree, (node, path) => {
    const around = path.findLast(({ kind }) => kind !== "paren");
    if (around?.kind !== "binary" || around.op !== "and") return;
    const comparison = comparisonOf(node);
    if (comparison === undefined || !isAboveZero(comparison.op, comparison.number)) return;
    if (!divides(comparison.of)) for (const name of namesIn(comparison.of)) names.add(name);
  });
  return names;
}

function isAboveZero(op: string, number: number): boolean {
  return (op === ">" && number >= 0) || (op === ">=" && number > 0) || (op === "!=" && number === 0);
}

function divides(expr: Expr): boolean {
  let isSo = false;
  walk(expr, (node) => {
    isSo ||= node.kind === "binary" && node.op === "/" && node.matching !== undefined;
  });
  return isSo;
}

/** The metrics that an expression reads, but for those that only a pattern names. */
export function namesIn(expr: Expr): Set<string> {
  return new Set(selectorsOf(expr).flatMap((selector) => metricName(selector) ?? []));
}
