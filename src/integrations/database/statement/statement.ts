import type { QueryType } from "../metrics.ts";
import { Shape } from "./shape.ts";
import { Tokens } from "./tokens.ts";
import { type Boundary, Verbs } from "./verbs.ts";

/** What can be said of a statement's text without its values. */
export interface Statement {
  readonly type: QueryType;
  /** The text with `?` for values, `(…)` for lists of them, one space for blanks and comments. */
  readonly shape: string;
  /** How many statements the text holds. */
  readonly count: number;
  /** Transactions that it begins and ends, in their order; mostly none. */
  readonly boundaries: readonly Boundary[];
}

/** Reads a statement's text. Never throws: what is not SQL has the type OTHER and some shape without values. */
export function statementOf(text: string): Statement {
  const tokens = new Tokens(text);
  const shape = new Shape();
  const verbs = new Verbs();
  while (tokens.next() !== "end") {
    const isWord = tokens.kind === "word";
    const word = isWord ? tokens.text.toUpperCase() : "";
    shape.add(tokens, word);
    verbs.add(isWord ? word : tokens.kind === "symbol" ? tokens.text : "", isWord);
  }
  verbs.end();
  return { type: verbs.type, shape: shape.toString(), count: verbs.count, boundaries: verbs.boundaries };
}
