import type { AtModifier, Duration, Expr, MatrixSelector, Subquery, VectorSelector } from "../ast.ts";
import { goFixed } from "../go-number.ts";
import { type Context, type Cursor, EndOfReading } from "./cursor.ts";
import { readOffsetDuration } from "./duration.ts";
import { readNumber } from "./number.ts";
import { readBrackets } from "./range.ts";

const TIMESTAMP: Context = { what: "@", expected: "timestamp" };
const MAX_TIMESTAMP = 2 ** 63;

/** What `@` and `offset` may stand behind. */
type Timed = VectorSelector | MatrixSelector | Subquery;
type Modifiers = Partial<Pick<VectorSelector, "at" | "offset" | "edges">>;

/** Reads whatever stands behind an operand: `[5m]`, `[5m:1m]`, `@ 0`, `offset 5m`, `anchored`, in any number. */
export function readPostfixes(cursor: Cursor, operand: Expr): Expr {
  let expr = operand;
  while (true) {
    if (cursor.at("[")) expr = readBrackets(cursor, expr);
    else if (cursor.at("offset")) expr = readOffset(cursor, expr);
    else if (cursor.at("@")) expr = readAt(cursor, expr);
    else if (cursor.at("anchored") || cursor.at("smoothed")) expr = readEdges(cursor, expr);
    else return expr;
  }
}

function readOffset(cursor: Cursor, expr: Expr): Expr {
  cursor.take();
  const offset = readOffsetDuration(cursor);
  const timed = timedOf(cursor, expr, "offset");
  if (modifiersOf(timed).offset !== undefined) {
    cursor.report("offset may not be set multiple times", expr.span);
  }
  return modified(cursor, timed, { offset: isNothing(offset) ? undefined : offset });
}

function isNothing(offset: Duration): boolean {
  return offset.kind === "constant" && offset.ms === 0;
}

function readAt(cursor: Cursor, expr: Expr): Expr {
  cursor.take();
  const seconds = cursor.within(TIMESTAMP, () => readTime(cursor));
  if (typeof seconds === "number" && !(Math.abs(seconds) < MAX_TIMESTAMP)) {
    cursor.report(`timestamp out of bounds for @ modifier: ${goFixed(seconds, 6)}`, expr.span);
  }
  const timed = timedOf(cursor, expr, "@");
  if (modifiersOf(timed).at !== undefined) {
    cursor.report("@ <timestamp> may not be set multiple times", expr.span);
  }
  const at: AtModifier =
    typeof seconds === "number" ? { kind: "timestamp", ms: roundHalfAway(seconds * 1000) } : seconds;
  return modified(cursor, timed, { at });
}

/** Seconds, or one of the two ends of the query's range. */
function readTime(cursor: Cursor): number | Exclude<AtModifier, { kind: "timestamp" }> {
  const keyword = cursor.accept("start") ?? cursor.accept("end");
  if (keyword !== undefined) {
    cursor.expect("(");
    cursor.expect(")");
    return { kind: keyword.kind as "start" | "end" };
  }
  const sign = cursor.accept("-") ?? cursor.accept("+");
  if (!cursor.at("number") && (cursor.isV2 || !cursor.at("duration"))) cursor.refuse();
  const { value } = readNumber(cursor);
  return sign?.kind === "-" ? -value : value;
}

/** Go rounds halves away from zero. */
function roundHalfAway(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value)) + 0;
}

function readEdges(cursor: Cursor, expr: Expr): Expr {
  const edges = cursor.take().kind as "anchored" | "smoothed";
  if (!cursor.options.experimentalRangeSelectors) {
    cursor.report(`${edges} modifier is experimental and not enabled`, expr.span);
  } else if (expr.kind === "subquery") {
    cursor.report(`${edges} modifier is not supported for subqueries`, expr.span);
  } else if (expr.kind === "selector" || expr.kind === "matrix") {
    if ((modifiersOf(expr).edges ?? edges) !== edges) {
      cursor.report("anchored and smoothed modifiers cannot be used together", expr.span);
    }
    return modified(cursor, expr, { edges });
  } else cursor.report(`${edges} modifier not implemented`, expr.span);
  return expr;
}

/** The operand, if a time modifier may stand behind it. */
function timedOf(cursor: Cursor, expr: Expr, modifier: "offset" | "@"): Timed {
  if (expr.kind === "selector" || expr.kind === "matrix" || expr.kind === "subquery") return expr;
  cursor.report(
    `${modifier} modifier must be preceded by an instant vector selector or range vector selector or a subquery`,
    expr.span,
  );
  throw new EndOfReading();
}

function modifiersOf(timed: Timed): Modifiers {
  return timed.kind === "matrix" ? timed.selector : timed;
}

/** The operand with modifiers, which end where the last token ends. */
function modified(cursor: Cursor, timed: Timed, modifiers: Modifiers): Timed {
  const span = cursor.from(timed.span);
  if (timed.kind === "matrix") return { ...timed, selector: { ...timed.selector, ...modifiers }, span };
  return { ...timed, ...modifiers, span };
}
