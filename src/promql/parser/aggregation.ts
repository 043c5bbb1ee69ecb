import type { Aggregation, AggregationOperator, Expr, Span } from "../ast.ts";
import { readArguments } from "./call.ts";
import { type Cursor, EndOfReading } from "./cursor.ts";
import { readLabels } from "./labels.ts";

const CONTEXT = { what: "aggregation", expected: "" };
const WITH_PARAM: ReadonlySet<AggregationOperator> = new Set<AggregationOperator>([
  "topk",
  "bottomk",
  "count_values",
  "quantile",
  "limitk",
  "limit_ratio",
]);
const EXPERIMENTAL: ReadonlySet<AggregationOperator> = new Set<AggregationOperator>([
  "limitk",
  "limit_ratio",
]);

type Grouping = Pick<Aggregation, "without" | "labels">;
const ALL_TOGETHER: Grouping = { without: false, labels: [] };

/** Whether the operator takes a parameter before its vector. */
export function takesParam(op: AggregationOperator): boolean {
  return WITH_PARAM.has(op);
}

/** Reads `sum by (a) (expr)` or `sum(expr) by (a)`. */
export function readAggregation(cursor: Cursor): Aggregation {
  const token = cursor.take();
  const op = token.kind as AggregationOperator;
  const { grouping, args } = cursor.within(CONTEXT, () => readParts(cursor));
  const span = cursor.from(token);
  const [param, expr] = operands(cursor, op, args, span);
  return { kind: "aggregation", op, param, expr, ...grouping, span };
}

function readParts(cursor: Cursor): { readonly grouping: Grouping; readonly args: readonly Expr[] } {
  const before = readGrouping(cursor);
  const args = readArguments(cursor);
  const grouping = before ?? readGrouping(cursor);
  // Whether a grouping follows, Prometheus knows only from the next token.
  if (grouping === undefined && cursor.at("error")) cursor.refuse();
  return { grouping: grouping ?? ALL_TOGETHER, args };
}

function readGrouping(cursor: Cursor): Grouping | undefined {
  const keyword = cursor.accept("by") ?? cursor.accept("without");
  return keyword && { without: keyword.kind === "without", labels: readLabels(cursor) };
}

function operands(
  cursor: Cursor,
  op: AggregationOperator,
  args: readonly Expr[],
  span: Span,
): readonly [param: Expr | undefined, expr: Expr] {
  const [first, second] = args;
  const wanted = takesParam(op) ? 2 : 1;
  if (EXPERIMENTAL.has(op) && args.length > 0 && !cursor.options.experimentalFunctions) {
    cursor.report(
      `${op}() is experimental and must be enabled with --enable-feature=promql-experimental-functions`,
      span,
    );
  } else if (args.length !== wanted) cursor.report(countMessage(wanted, args.length), span);
  // Without an operand there is no tree: its problem has been reported.
  if (first === undefined) throw new EndOfReading();
  return wanted === 2 ? [first, second ?? first] : [undefined, first];
}

function countMessage(wanted: number, got: number): string {
  if (got === 0) return "no arguments for aggregate expression provided";
  return `wrong number of arguments for aggregate expression provided, expected ${wanted}, got ${got}`;
}
