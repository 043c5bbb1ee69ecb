import { goQuote } from "../go-quote.ts";
import { MODIFIER_WORDS, type TokenKind } from "../lexer/token.ts";
import { unquote } from "../lexer/unquote.ts";
import type { Cursor } from "./cursor.ts";
import { SELECTOR_NAMES } from "./selector.ts";

const OPENING = { what: "grouping opts", expected: '"("' };
const LABEL = { what: "grouping opts", expected: "label" };
const SEPARATOR = { what: "grouping opts", expected: '"," or ")"' };

/** Reads `(a, b)`: labels to group or match by. A comma may stand behind the last. */
export function readLabels(cursor: Cursor): string[] {
  cursor.expect("(", OPENING);
  const labels: string[] = [];
  while (!cursor.at(")")) {
    labels.push(readLabel(cursor));
    if (cursor.accept(",") === undefined && !cursor.at(")")) cursor.refuse(SEPARATOR);
  }
  cursor.take();
  return labels;
}

function readLabel(cursor: Cursor): string {
  const { token } = cursor;
  if (token.kind === "string" && !cursor.isV2) return readQuotedLabel(cursor);
  if (!isLabelWord(token.kind) || (cursor.isV2 && token.kind === "metric identifier")) cursor.refuse(LABEL);
  return cursor.take().text;
}

function readQuotedLabel(cursor: Cursor): string {
  const token = cursor.take();
  const label = unquote(token.text);
  if (label === "" || !label.isWellFormed()) {
    cursor.report(`invalid label name for grouping: ${goQuote(label)}`, token);
  }
  return label;
}

function isLabelWord(kind: TokenKind): boolean {
  return SELECTOR_NAMES.has(kind) || MODIFIER_WORDS.has(kind) || kind === "atan2";
}
