import type { Aggregation, Binary, Expr, VectorMatching } from "../ast.ts";
import type { Semantics } from "../functions.ts";
import { goShort } from "../go-number.ts";
import { goQuote } from "../go-quote.ts";
import { printNumber } from "./number.ts";
import { printLabel, printMatrix, printSelector, printSubquerySuffix } from "./selector.ts";

/** How an expression is written. */
export interface PrintOptions {
  /** The Prometheus whose form it is to have; they differ in numbers only. Default `v3`. */
  readonly semantics?: Semantics;
}

/** An expression in Prometheus' canonical form, on one line. Parsed again, it is the same. */
export function print(expr: Expr, { semantics = "v3" }: PrintOptions = {}): string {
  const recurse = (inner: Expr): string => printWith(inner, semantics, recurse);
  return recurse(expr);
}

/** An expression whose parts are printed by `inner`. */
export function printWith(expr: Expr, semantics: Semantics, inner: (expr: Expr) => string): string {
  switch (expr.kind) {
    case "number":
      return printNumber(expr, semantics);
    case "string":
      return goQuote(expr.value);
    case "selector":
      return printSelector(expr, semantics);
    case "matrix":
      return printMatrix(expr, semantics);
    case "subquery":
      return inner(expr.expr) + printSubquerySuffix(expr, semantics);
    case "unary":
      return expr.op + inner(expr.expr);
    case "binary":
      return `${inner(expr.left)} ${printOperator(expr)} ${inner(expr.right)}`;
    case "aggregation":
      return `${printGrouping(expr)}(${operandsOf(expr).map(inner).join(", ")})`;
    case "call":
      return `${expr.name}(${expr.args.map(inner).join(", ")})`;
    case "paren":
      return `(${inner(expr.expr)})`;
  }
}

/** What an aggregation holds in its parentheses. */
export function operandsOf({ param, expr }: Aggregation): readonly Expr[] {
  return param === undefined ? [expr] : [param, expr];
}

/** `sum by (a) `, `sum`. */
export function printGrouping({ op, without, labels }: Aggregation): string {
  if (without) return `${op} without (${printLabels(labels)}) `;
  return labels.length > 0 ? `${op} by (${printLabels(labels)}) ` : op;
}

/** An operator with its modifiers: `== bool on (a) group_left (b)`. */
export function printOperator({ op, bool, matching }: Binary): string {
  return `${op}${bool ? " bool" : ""}${matching === undefined ? "" : printMatching(matching)}`;
}

function printMatching({ cardinality, on, labels, include, fill }: VectorMatching): string {
  const isGrouped = cardinality === "many-to-one" || cardinality === "one-to-many";
  const isMatched = labels.length > 0 || on || isGrouped;
  const matching = isMatched ? ` ${on ? "on" : "ignoring"} (${printLabels(labels)})` : "";
  const side = cardinality === "many-to-one" ? "left" : "right";
  const grouping = isGrouped ? ` group_${side} (${printLabels(include)})` : "";
  return matching + grouping + printFill(fill);
}

function printFill({ left, right }: VectorMatching["fill"]): string {
  if (left !== undefined && Object.is(left, right)) return ` fill (${goShort(left)})`;
  const leftFill = left === undefined ? "" : ` fill_left (${goShort(left)})`;
  return leftFill + (right === undefined ? "" : ` fill_right (${goShort(right)})`);
}

function printLabels(labels: readonly string[]): string {
  return labels.map(printLabel).join(", ");
}
