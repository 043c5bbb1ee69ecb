import type { Selector } from "../../define/index.ts";
import type { EventCounter, MetricDeclaration } from "../../model/index.ts";
import { type Expr, metricName, parse, type VectorSelector } from "../../promql/index.ts";
import type { Node } from "./node.ts";

/** Counters as one query: themselves, or their sums when there are several. */
export function queryOf(counters: readonly EventCounter[]): string {
  if (counters.length === 1) return counters[0]!.text;
  return counters.map(({ text }) => `sum(${text})`).join(" + ");
}

/** The counters that a query adds; it may hold selectors, `sum` without labels, and `+`. */
export function countersOf(node: Node, metrics: readonly MetricDeclaration[]): Selector[] {
  const query = node.text();
  return selectorsAdded(parsed(node, query), node).map((selector) => ({
    kind: "selector",
    text: query.slice(selector.span.start, selector.span.end),
    metric: metricOf(metricName(selector) ?? "", metrics) ?? node.refuse(unknown(selector, metrics)),
  }));
}

function parsed(node: Node, query: string): Expr {
  try {
    return parse(query);
  } catch (error) {
    return node.refuse(`is PromQL: ${(error as Error).message}`, error);
  }
}

function selectorsAdded(expr: Expr, node: Node): VectorSelector[] {
  if (isPlain(expr)) return [expr];
  return sumsAdded(expr) ?? node.refuse(ONLY_COUNTERS);
}

/** What sums hold that are added. Series that are added without a sum would be only those that both sides have. */
function sumsAdded(expr: Expr): VectorSelector[] | undefined {
  if (expr.kind === "paren") return sumsAdded(expr.expr);
  if (expr.kind === "aggregation") {
    const isWhole = expr.op === "sum" && !expr.without && expr.labels.length === 0;
    return isWhole && isPlain(expr.expr) ? [expr.expr] : undefined;
  }
  if (expr.kind !== "binary" || expr.op !== "+") return undefined;
  const [left, right] = [sumsAdded(expr.left), sumsAdded(expr.right)];
  return left && right && [...left, ...right];
}

function isPlain(expr: Expr): expr is VectorSelector {
  return expr.kind === "selector" && expr.offset === undefined && expr.at === undefined;
}

const ONLY_COUNTERS =
  "holds counters as they are, or sums of them that are added: rates and windows follow from the objective";

/** A counter by its name, a histogram by those of its counts. */
function metricOf(series: string, metrics: readonly MetricDeclaration[]): MetricDeclaration | undefined {
  return metrics.find(({ name, type }) =>
    type === "histogram" ? [`${name}_count`, `${name}_bucket`].includes(series) : name === series,
  );
}

function unknown(selector: VectorSelector, metrics: readonly MetricDeclaration[]): string {
  const names = metrics.filter(({ type }) => type !== "gauge").map(({ name }) => name);
  return `names a metric that is declared, not "${metricName(selector)}"; there are ${names.sort().join(", ")}`;
}
