import type { BinaryOperator } from "../ast.ts";
import type { TokenKind } from "../lexer/token.ts";

/** How strongly each operator binds. */
export const PRECEDENCE: ReadonlyMap<TokenKind, number> = new Map<BinaryOperator, number>([
  ["or", 1],
  ["and", 2],
  ["unless", 2],
  ["==", 3],
  ["!=", 3],
  ["<", 3],
  ["<=", 3],
  [">", 3],
  [">=", 3],
  ["</", 3],
  [">/", 3],
  ["+", 4],
  ["-", 4],
  ["*", 5],
  ["/", 5],
  ["%", 5],
  ["atan2", 5],
  ["^", 6],
]);
/** A sign binds like a multiplication: only `^` binds stronger. */
export const ABOVE_SIGN = 6;
