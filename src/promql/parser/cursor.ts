import type { Expr, Span } from "../ast.ts";
import { lex } from "../lexer/lexer.ts";
import { describeToken, type Token, type TokenKind } from "../lexer/token.ts";
import type { ParseOptions } from "../options.ts";
import type { Problem } from "../promql-error.ts";

/** How deep an expression may be nested: reading it is recursive. */
export const MAX_NESTING = 250;

/** Steps that all regular expressions of an expression may have together. */
const MAX_REGEX_STEPS = 50_000;

/** What is being read, and what would have been right there: `in offset, expected duration`. */
export interface Context {
  readonly what: string;
  readonly expected: string;
}

type Read = (cursor: Cursor, weakest: number) => Expr;

/** Thrown where reading cannot go on; the reason is the last problem of the cursor. */
export class EndOfReading extends Error {}

/** The tokens of an expression, a place among them, and what was found wrong up to there. */
export class Cursor {
  readonly source: string;
  readonly options: Required<ParseOptions>;
  readonly problems: Problem[] = [];
  readonly #tokens: readonly Token[];
  #index = 0;
  #depth = 0;
  #regexSteps = 0;
  #context: Context | undefined;

  readonly #read: Read;

  /** @param read How an expression is read, which whoever reads a part of one asks for in turn. */
  constructor(source: string, options: Required<ParseOptions>, read: Read) {
    this.source = source;
    this.options = options;
    this.#read = read;
    this.#tokens = lex(source, options.semantics);
  }

  /** Reads an expression whose operators bind at least as strongly as `weakest`. */
  readExpression(weakest = 1): Expr {
    return this.#read(this, weakest);
  }

  get isV2(): boolean {
    return this.options.semantics === "v2";
  }

  get token(): Token {
    return this.#tokens[this.#index]!;
  }

  /** The kind of the token behind this one. */
  get following(): TokenKind | undefined {
    return this.#tokens[this.#index + 1]?.kind;
  }

  /** Where the last token that was taken ends. */
  get end(): number {
    return this.#tokens[this.#index - 1]?.end ?? 0;
  }

  at(kind: TokenKind): boolean {
    return this.token.kind === kind;
  }

  /** Takes the token here. */
  take(): Token {
    const { token } = this;
    this.#index++;
    return token;
  }

  /** Takes the token here if it is of this kind. */
  accept(kind: TokenKind): Token | undefined {
    return this.at(kind) ? this.take() : undefined;
  }

  /** Takes a token of this kind; anything else is a mistake. */
  expect(kind: TokenKind, context?: Context): Token {
    return this.accept(kind) ?? this.refuse(context);
  }

  /** From a token or node to the last token that was taken. */
  from(start: { readonly start: number }): Span {
    return { start: start.start, end: this.end };
  }

  /** Notes a mistake that does not keep from reading on. */
  report(message: string, span: Span): void {
    this.problems.push({ message, span: { start: span.start, end: span.end } });
  }

  /** The token here is wrong: in this context, or in the innermost one that reads on to its end. */
  refuse(context: Context | undefined = this.#context): never {
    const { token } = this;
    this.report(token.kind === "error" ? token.text : unexpected(token, context), token);
    throw new EndOfReading();
  }

  /** Reads something in which every mistake that has no context of its own is one of this context. */
  within<T>(context: Context, read: () => T): T {
    const outer = this.#context;
    this.#context = context;
    const result = read();
    this.#context = outer;
    return result;
  }

  /** Counts the steps of a regular expression. */
  spend(steps: number, span: Span): void {
    this.#regexSteps += steps;
    if (this.#regexSteps <= MAX_REGEX_STEPS) return;
    this.report("regular expressions are too large together", span);
    throw new EndOfReading();
  }

  /** Reads something that may hold itself. */
  nested<T>(read: () => T): T {
    if (++this.#depth > MAX_NESTING) {
      this.report(`expression is nested more than ${MAX_NESTING} levels deep`, this.token);
      throw new EndOfReading();
    }
    const result = read();
    this.#depth--;
    return result;
  }
}

function unexpected(token: Token, context: Context | undefined): string {
  const what = context === undefined ? "" : ` in ${context.what}`;
  const expected = context?.expected ? `, expected ${context.expected}` : "";
  return `unexpected ${describeToken(token)}${what}${expected}`;
}
