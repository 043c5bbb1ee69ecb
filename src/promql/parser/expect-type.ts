import type { Expr } from "../ast.ts";
import { documentedType, type ValueType } from "../value-type.ts";
import type { Cursor } from "./cursor.ts";

/** How the types of an expression's parts are checked. @returns The expression's own. */
export type Check = (cursor: Cursor, expr: Expr) => ValueType;

/** Reports an expression that is not of the type that its place demands. */
export function expectType(
  cursor: Cursor,
  expr: Expr,
  type: ValueType,
  wanted: ValueType,
  place: string,
): void {
  if (type === wanted) return;
  cursor.report(
    `expected type ${documentedType(wanted)} in ${place}, got ${documentedType(type)}`,
    expr.span,
  );
}
