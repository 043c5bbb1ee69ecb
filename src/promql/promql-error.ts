import type { Span } from "./ast.ts";

/** One thing that is wrong with an expression. */
export interface Problem {
  /** In Prometheus' words, without the place. */
  readonly message: string;
  readonly span: Span;
}

/**
 * An expression that Prometheus would refuse, too. The message is Prometheus' own, of the first problem:
 * `1:5: parse error: unexpected identifier "bar"`.
 */
export class PromqlError extends Error {
  override readonly name = "PromqlError";
  /** All that was found: one mistake of syntax ends the reading, mistakes of type are found together. */
  readonly problems: readonly Problem[];
  /** Of the first problem, in the source. */
  readonly span: Span;
  /** From 1. */
  readonly line: number;
  /** In bytes of UTF-8, from 1, as Prometheus counts. */
  readonly column: number;

  /** @param place How Prometheus writes the place; default `line:column`. */
  constructor(source: string, problems: readonly [Problem, ...Problem[]], place?: string) {
    const { message, span } = problems[0];
    const before = source.slice(0, span.start);
    const line = before.split("\n").length;
    const column = Buffer.byteLength(before.slice(before.lastIndexOf("\n") + 1)) + 1;
    super(`${place ?? `${line}:${column}`}: parse error: ${message}`);
    this.problems = problems;
    this.span = span;
    this.line = line;
    this.column = column;
  }
}
