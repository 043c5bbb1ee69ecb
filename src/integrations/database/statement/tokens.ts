/** What a token of SQL is. `value` is anything that may hold data: strings, numbers, parameters. */
export type TokenKind = "word" | "identifier" | "value" | "symbol" | "end";

const WORD = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const NUMBER = /\.?\d(?:[eE][+-]\d|[\w.])*/y;
const PARAMETER = /\$\d[\w$\u0080-\uffff]*/y;
const DOLLAR_TAG = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
const BLANKS = /[ \t\n\r\f\v]+/y;
const BLOCK_EDGE = /\/\*|\*\//g;

/**
 * Reads PostgreSQL's tokens (manual, 4.1 Lexical Structure) from the beginning of a text, one at each `next()`.
 * A quotation that does not end is a value up to the end of the text: nothing of it can be taken for SQL.
 * Plain strings have no escapes, as with `standard_conforming_strings = on`, the default since PostgreSQL 9.1.
 */
export class Tokens {
  readonly #sql: string;
  #position = 0;
  kind: TokenKind = "end";
  /** The token as it is written. */
  text = "";
  /** Whether blanks or comments stand before the token. */
  spaced = false;

  constructor(sql: string) {
    this.#sql = sql;
  }

  next(): TokenKind {
    const start = this.#afterBlanks(this.#position);
    this.spaced = start > this.#position;
    this.#position = start < this.#sql.length ? this.#read(start) : this.#is("end", start);
    this.text = this.#sql.slice(start, this.#position);
    return this.kind;
  }

  #is(kind: TokenKind, end: number): number {
    this.kind = kind;
    return end;
  }

  #read(start: number): number {
    switch (this.#sql[start]) {
      case "'":
        return this.#is("value", this.#afterString(start, false));
      case '"':
        return this.#quotedIdentifier(start);
      case "$":
        return this.#dollar(start);
      case ":":
        return this.#is("symbol", start + (this.#sql[start + 1] === ":" ? 2 : 1));
      default:
        return this.#wordOrNumber(start);
    }
  }

  #wordOrNumber(start: number): number {
    const wordEnd = this.#match(WORD, start);
    if (wordEnd > start) return this.#prefixedString(start, wordEnd) ?? this.#is("word", wordEnd);
    const numberEnd = this.#match(NUMBER, start);
    return numberEnd > start ? this.#is("value", numberEnd) : this.#is("symbol", start + 1);
  }

  /** `E'…'`, `B'…'`, `X'…'`, `N'…'`, `U&'…'` and the identifier `U&"…"`. */
  #prefixedString(start: number, end: number): number | undefined {
    if (end !== start + 1) return undefined;
    const prefix = this.#sql[start]!.toUpperCase();
    const quoteAt = prefix === "U" && this.#sql[end] === "&" ? end + 1 : end;
    if (quoteAt > end && this.#sql[quoteAt] === '"') return this.#quotedIdentifier(quoteAt);
    if (this.#sql[quoteAt] !== "'" || !("EBXN".includes(prefix) || quoteAt > end)) return undefined;
    return this.#is("value", this.#afterString(quoteAt, prefix === "E"));
  }

  #quotedIdentifier(start: number): number {
    const end = this.#afterQuotes(start, '"', false);
    return this.#is(end === undefined ? "value" : "identifier", end ?? this.#sql.length);
  }

  /** Strings that only blanks with a line feed part are one string, with the escapes of the first. */
  #afterString(start: number, escapes: boolean): number {
    let end = this.#afterQuotes(start, "'", escapes) ?? this.#sql.length;
    for (;;) {
      const next = this.#afterBlanks(end);
      if (this.#sql[next] !== "'" || !/[\n\r]/.test(this.#sql.slice(end, next))) return end;
      end = this.#afterQuotes(next, "'", escapes) ?? this.#sql.length;
    }
  }

  #afterQuotes(start: number, quote: string, escapes: boolean): number | undefined {
    for (let i = start + 1; i < this.#sql.length; i++) {
      const char = this.#sql[i];
      if (char === "\\" && escapes) i++;
      else if (char === quote && this.#sql[i + 1] === quote) i++;
      else if (char === quote) return i + 1;
    }
    return undefined;
  }

  #dollar(start: number): number {
    const parameterEnd = this.#match(PARAMETER, start);
    if (parameterEnd > start) return this.#is("value", parameterEnd);
    const tagEnd = this.#match(DOLLAR_TAG, start);
    if (tagEnd === start) return this.#is("value", this.#sql.length);
    const tag = this.#sql.slice(start, tagEnd);
    const close = this.#sql.indexOf(tag, tagEnd);
    return this.#is("value", close < 0 ? this.#sql.length : close + tag.length);
  }

  #afterBlanks(from: number): number {
    let at = from;
    for (;;) {
      const start = at;
      at = this.#match(BLANKS, at);
      if (this.#sql.startsWith("--", at)) at = this.#afterLine(at);
      else if (this.#sql.startsWith("/*", at)) at = this.#afterBlock(at);
      if (at === start) return at;
    }
  }

  #afterLine(start: number): number {
    for (let i = start; i < this.#sql.length; i++) {
      if (this.#sql[i] === "\n" || this.#sql[i] === "\r") return i;
    }
    return this.#sql.length;
  }

  /** Block comments nest. */
  #afterBlock(start: number): number {
    BLOCK_EDGE.lastIndex = start;
    let depth = 0;
    for (let edge = BLOCK_EDGE.exec(this.#sql); edge !== null; edge = BLOCK_EDGE.exec(this.#sql)) {
      depth += edge[0] === "/*" ? 1 : -1;
      if (depth === 0) return BLOCK_EDGE.lastIndex;
    }
    return this.#sql.length;
  }

  /** Where a match that begins at `from` ends; `from` when there is none. */
  #match(pattern: RegExp, from: number): number {
    pattern.lastIndex = from;
    return pattern.test(this.#sql) ? pattern.lastIndex : from;
  }
}
