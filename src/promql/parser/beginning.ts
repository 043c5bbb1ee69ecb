import type { TokenKind } from "../lexer/token.ts";
import type { Cursor } from "./cursor.ts";
import { SELECTOR_NAMES } from "./selector.ts";

const BEGINNINGS: ReadonlySet<TokenKind> = new Set<TokenKind>(["(", "{", "+", "-", "number", "string"]);

/** Whether an expression may begin with the token here. */
export function isAtExpression(cursor: Cursor): boolean {
  const { kind } = cursor.token;
  return SELECTOR_NAMES.has(kind) || BEGINNINGS.has(kind) || (kind === "duration" && !cursor.isV2);
}
