import type { Binary, Expr } from "../ast.ts";
import { operandsOf, type PrintOptions, printGrouping, printOperator, printWith } from "./print.ts";
import { printSubquerySuffix } from "./selector.ts";

/** Bytes of the longest expression that stays on one line. */
const MAX_WIDTH = 100;
const INDENT = "  ";

/** An expression on as many lines as it needs to be read: as `promtool promql format` writes it. */
export function pretty(expr: Expr, { semantics = "v3" }: PrintOptions = {}): string {
  const lines = new Map<Expr, string>();
  const line = (it: Expr): string => {
    const known = lines.get(it);
    if (known !== undefined) return known;
    const printed = printWith(it, semantics, line);
    lines.set(it, printed);
    return printed;
  };
  const layout: Layout = {
    line,
    isLong: (it) => isLong(line(it)),
    subquerySuffix: (it) => printSubquerySuffix(it, semantics),
  };
  return lay(layout, expr, 0);
}

interface Layout {
  /** The expression on one line. */
  line(expr: Expr): string;
  isLong(expr: Expr): boolean;
  subquerySuffix(expr: Extract<Expr, { kind: "subquery" }>): string;
}

function isLong(text: string): boolean {
  return text.length > MAX_WIDTH || Buffer.byteLength(text) > MAX_WIDTH;
}

/** An expression whose first line is indented, too. */
function lay(layout: Layout, expr: Expr, level: number): string {
  const indent = INDENT.repeat(level);
  if (expr.kind === "unary") return `${indent}${expr.op}${lay(layout, expr.expr, level).trim()}`;
  if (!layout.isLong(expr)) return (expr.kind === "subquery" ? "" : indent) + layout.line(expr);
  switch (expr.kind) {
    case "aggregation":
      return block(layout, printGrouping(expr), operandsOf(expr), level);
    case "call":
      return block(layout, expr.name, expr.args, level);
    case "paren":
      return block(layout, "", [expr.expr], level);
    case "binary":
      return layBinary(layout, expr, level);
    case "subquery":
      return lay(layout, expr.expr, level) + layout.subquerySuffix(expr);
    default:
      return indent + layout.line(expr);
  }
}

/** What is in parentheses, each on lines of its own. */
function block(layout: Layout, head: string, parts: readonly Expr[], level: number): string {
  const indent = INDENT.repeat(level);
  const inner = parts.map((part) => lay(layout, part, level + 1)).join(",\n");
  return `${indent}${head}(\n${inner}\n${indent})`;
}

function layBinary(layout: Layout, binary: Binary, level: number): string {
  const left = lay(layout, binary.left, level + 1);
  const right = lay(layout, binary.right, level + 1);
  return `${left}\n${INDENT.repeat(level)}${printOperator(binary)}\n${right}`;
}
