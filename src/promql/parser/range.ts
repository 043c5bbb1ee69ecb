import type { Duration, Expr, MatrixSelector, Subquery, VectorSelector } from "../ast.ts";
import type { Semantics } from "../functions.ts";
import type { Token } from "../lexer/token.ts";
import { type Context, type Cursor, EndOfReading } from "./cursor.ts";
import { DURATION_NAMES, readPositiveDuration } from "./duration.ts";

const RANGE_OR_SUBQUERY: Context = { what: "subquery or range", expected: '":" or "]"' };
const STEP_END: Context = { what: "subquery selector", expected: '"]"' };

const STEP_NAMES: Readonly<Record<Semantics, string>> = {
  v2: 'duration or "]"',
  v3: 'number, duration, step(), range(), or "]"',
};

/** Reads `[range]` or `[range:step]` behind an expression. */
export function readBrackets(cursor: Cursor, expr: Expr): MatrixSelector | Subquery {
  const open = cursor.take();
  const range = readPositiveDuration(cursor, {
    what: cursor.isV2 ? "subquery selector" : "subquery or range selector",
    expected: DURATION_NAMES[cursor.options.semantics],
  });
  if (cursor.accept(":") !== undefined) return readSubquery(cursor, expr, range);
  cursor.expect("]", RANGE_OR_SUBQUERY);
  return { kind: "matrix", selector: selectorOf(cursor, expr, open), range, span: cursor.from(expr.span) };
}

function readSubquery(cursor: Cursor, expr: Expr, range: Duration): Subquery {
  const step = cursor.at("]")
    ? undefined
    : readPositiveDuration(cursor, {
        what: "subquery selector",
        expected: STEP_NAMES[cursor.options.semantics],
      });
  cursor.expect("]", STEP_END);
  const span = cursor.from(expr.span);
  return { kind: "subquery", expr, range, step, at: undefined, offset: undefined, span };
}

function selectorOf(cursor: Cursor, expr: Expr, open: Token): VectorSelector {
  if (expr.kind === "selector") {
    if (expr.offset !== undefined) {
      cursor.report("no offset modifiers allowed before range", cursor.from(open));
    } else if (expr.at?.kind === "timestamp") {
      cursor.report("no @ modifiers allowed before range", cursor.from(open));
    }
    return expr;
  }
  cursor.report("ranges only allowed for vector selectors", cursor.from(open));
  throw new EndOfReading();
}
