import type { Duration, DurationExpr, Expr } from "../ast.ts";
import type { ParseOptions } from "../options.ts";
import { type Problem, PromqlError } from "../promql-error.ts";
import { childrenOf, durationOperands, durationsOf } from "../walk.ts";
import { check } from "./check.ts";
import { Cursor, EndOfReading } from "./cursor.ts";
import { readExpression } from "./expression.ts";

/** The longest expression that is read, in UTF-16 units. */
const MAX_LENGTH = 256 * 1024;

/** Levels of the deepest tree, for the sake of those who walk it by recursion. */
const MAX_DEPTH = 500;

const DEFAULTS: Required<ParseOptions> = {
  semantics: "v3",
  experimentalFunctions: false,
  experimentalDurations: false,
  experimentalRangeSelectors: false,
  experimentalFill: false,
};
const START = { start: 0, end: 0 };

/**
 * Reads an expression as Prometheus does, types included, in time linear in its length. Refuses, unlike Prometheus,
 * what is longer than 256 KiB, nested more than 250 levels deep, chained to more than 500 (`a + a + …`), or holds
 * regular expressions of more than 10,000 steps, or 50,000 together.
 * @throws PromqlError with Prometheus' own message.
 */
export function parse(text: string, options: ParseOptions = {}): Expr {
  const settings = { ...DEFAULTS, ...options };
  if (text.length > MAX_LENGTH) {
    refuse(text, [{ message: `expression is longer than ${MAX_LENGTH} characters`, span: START }]);
  }
  const cursor = new Cursor(text, settings, readExpression);
  if (cursor.at("end of input")) {
    const place = text === "" && settings.semantics === "v3" ? "unknown position" : undefined;
    refuse(text, [{ message: "no expression found in input", span: START }], place);
  }
  const expr = readAll(cursor);
  if (expr === undefined) refuse(text, cursor.problems);
  if (isTooDeep(expr))
    refuse(text, [{ message: `expression is more than ${MAX_DEPTH} levels deep`, span: expr.span }]);
  check(cursor, expr);
  if (cursor.problems.length > 0) refuse(text, cursor.problems);
  return expr;
}

/** The tree, if its syntax is without mistakes. */
function readAll(cursor: Cursor): Expr | undefined {
  try {
    const expr = cursor.readExpression();
    cursor.expect("end of input");
    return cursor.problems.length === 0 ? expr : undefined;
  } catch (error) {
    if (error instanceof EndOfReading) return undefined;
    throw error;
  }
}

function refuse(text: string, problems: readonly Problem[], place?: string): never {
  throw new PromqlError(text, problems as readonly [Problem, ...Problem[]], place);
}

/** Chains such as `a + a + …` make deep trees without being nested. */
function isTooDeep(expr: Expr): boolean {
  const stack: [node: Expr | Duration | DurationExpr, depth: number][] = [[expr, 1]];
  for (let it = stack.pop(); it !== undefined; it = stack.pop()) {
    const [node, depth] = it;
    if (depth > MAX_DEPTH) return true;
    for (const inner of innerNodes(node)) stack.push([inner, depth + 1]);
  }
  return false;
}

function innerNodes(node: Expr | Duration | DurationExpr): readonly (Expr | Duration | DurationExpr)[] {
  if (node.kind === "constant" || node.kind.startsWith("duration")) {
    return durationOperands(node as Duration);
  }
  return [...childrenOf(node as Expr), ...durationsOf(node as Expr)];
}
