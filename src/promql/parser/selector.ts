import type { LabelMatcher, MatchOperator, Span, VectorSelector } from "../ast.ts";
import { AGGREGATIONS, type Token, type TokenKind } from "../lexer/token.ts";
import { unquote } from "../lexer/unquote.ts";
import { regexCost, regexFault } from "../matcher/regex.ts";
import type { Cursor } from "./cursor.ts";

/** What a metric may be named before braces: any name, and the words that mean something else elsewhere. */
export const SELECTOR_NAMES: ReadonlySet<TokenKind> = new Set<TokenKind>([
  "identifier",
  "metric identifier",
  ...AGGREGATIONS,
  "by",
  "without",
  "and",
  "or",
  "unless",
  "offset",
  "start",
  "end",
  "step",
  "range",
  "min_of",
  "max_of",
  "anchored",
  "smoothed",
  "fill",
  "fill_left",
  "fill_right",
]);

const MATCH_KINDS: ReadonlySet<TokenKind> = new Set<TokenKind>(["=", "!=", "=~", "!~"]);
const NAME = { what: "label matching", expected: 'identifier or "}"' };
const OPERATOR = { what: "label matching", expected: "label matching operator" };
const VALUE = { what: "label matching", expected: "string" };
const SEPARATOR = { what: "label matching", expected: '"," or "}"' };

/** Reads `name{label="value"}`, of which either the name or the braces may be absent. */
export function readSelector(cursor: Cursor): VectorSelector {
  const { token } = cursor;
  const name = cursor.at("{") ? undefined : cursor.take().text;
  const matchers = cursor.at("{") ? readMatchers(cursor) : [];
  return {
    kind: "selector",
    name,
    matchers,
    at: undefined,
    offset: undefined,
    edges: undefined,
    span: cursor.from(token),
  };
}

function readMatchers(cursor: Cursor): LabelMatcher[] {
  cursor.take();
  const matchers: LabelMatcher[] = [];
  while (!cursor.at("}")) {
    matchers.push(readMatcher(cursor));
    if (cursor.accept(",") === undefined && !cursor.at("}")) cursor.refuse(SEPARATOR);
  }
  cursor.take();
  return matchers;
}

function readMatcher(cursor: Cursor): LabelMatcher {
  const { token } = cursor;
  const isQuoted = cursor.at("string") && !cursor.isV2;
  if (!isQuoted && !cursor.at("identifier")) cursor.refuse(NAME);
  cursor.take();
  const label = isQuoted ? unquote(token.text) : token.text;
  if (MATCH_KINDS.has(cursor.token.kind)) return readValue(cursor, token, label);
  if (!isQuoted) cursor.refuse(OPERATOR);
  return { label: "__name__", op: "=", value: label, span: cursor.from(token) };
}

function readValue(cursor: Cursor, start: Token, label: string): LabelMatcher {
  const op = cursor.take().kind as MatchOperator;
  const value = unquote(cursor.expect("string", VALUE).text);
  const span = cursor.from(start);
  if (op === "=~" || op === "!~") checkRegex(cursor, value, span);
  return { label, op, value, span };
}

function checkRegex(cursor: Cursor, pattern: string, span: Span): void {
  cursor.spend(regexCost(pattern), span);
  const fault = regexFault(pattern, cursor.options.semantics);
  if (fault !== undefined) cursor.report(fault, span);
}
