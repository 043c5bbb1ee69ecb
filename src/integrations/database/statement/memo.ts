import { type Statement, statementOf } from "./statement.ts";

/** Texts that are remembered at least, while they are in use; twice as many at most. */
const REMEMBERED = 500;
/** Longer texts are not remembered, and only this much of them is read. */
const MAX_TEXT = 10_000;

/**
 * Remembers what statements' texts say. Two generations: when the young one is full, it becomes the old one, and what
 * the old one held and nobody asked for is forgotten. So a hit costs one look-up, and the memory has a bound.
 */
export class StatementMemo {
  #young = new Map<string, Statement>();
  #old = new Map<string, Statement>();

  /** What this text says, from memory when it can. */
  of(text: string): Statement {
    return this.#young.get(text) ?? this.#fresh(text);
  }

  /** Texts that are remembered. */
  get size(): number {
    return this.#young.size + this.#old.size;
  }

  #fresh(text: string): Statement {
    if (text.length > MAX_TEXT) return statementOf(text.slice(0, MAX_TEXT));
    const statement = this.#old.get(text) ?? statementOf(text);
    if (this.#young.size >= REMEMBERED) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(text, statement);
    return statement;
  }
}
