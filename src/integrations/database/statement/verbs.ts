import type { QueryType } from "../metrics.ts";

/** A statement that begins or ends a transaction. */
export interface Boundary {
  readonly kind: "begin" | "commit" | "rollback";
  /** Which statement of its text it is, from 0: so it finds its own among several results. */
  readonly index: number;
  /** Whether the next transaction begins where this one ends: `COMMIT AND CHAIN`. */
  readonly chain: boolean;
}

const TYPES: Readonly<Record<string, QueryType>> = {
  ...typed("SELECT", "SELECT VALUES TABLE"),
  ...typed("INSERT", "INSERT"),
  ...typed("UPDATE", "UPDATE"),
  ...typed("DELETE", "DELETE"),
  ...typed("MERGE", "MERGE"),
  ...typed("COPY", "COPY"),
  ...typed("TRANSACTION", "BEGIN START COMMIT END ROLLBACK ABORT SAVEPOINT RELEASE"),
  ...typed("DDL", "CREATE ALTER DROP TRUNCATE GRANT REVOKE COMMENT REINDEX REFRESH REASSIGN IMPORT SECURITY"),
};
const MAIN_VERB = /^(?:SELECT|VALUES|TABLE|INSERT|UPDATE|DELETE|MERGE)$/;
const BEGIN = /^(?:BEGIN|START TRANSACTION)\b/;
const COMMIT = /^(?:COMMIT|END|PREPARE TRANSACTION)\b/;
const ROLLBACK = /^(?:ROLLBACK|ABORT)\b/;
/** Savepoints, and the second half of two-phase commits, leave the session's own transaction as it is. */
const NO_BOUNDARY = /^(?:ROLLBACK|ABORT)(?: WORK| TRANSACTION)? TO\b|^(?:COMMIT|ROLLBACK) PREPARED\b/;
const CHAIN = / AND CHAIN\b/;
/** The longest that matters: `ROLLBACK TRANSACTION AND NO CHAIN`. */
const HEAD_WORDS = 5;

function typed(type: QueryType, verbs: string): Record<string, QueryType> {
  return Object.fromEntries(verbs.split(" ").map((verb) => [verb, type]));
}

/** Finds what the statements of a text do, from their words. */
export class Verbs {
  readonly #boundaries: Boundary[] = [];
  #type: QueryType | undefined;
  #index = 0;
  #head: string[] = [];
  #depth = 0;
  /** How deep the WITH stands whose main verb is still to come; -1 when there is none. */
  #withDepth = -1;
  #previous = "";
  /** Inside `BEGIN ATOMIC … END` semicolons end no statement; nothing that matters here comes behind it. */
  #inBody = false;

  /** The type of the first statement that is not about a transaction, if any. */
  get type(): QueryType {
    return this.#type ?? "OTHER";
  }

  get boundaries(): readonly Boundary[] {
    return this.#boundaries;
  }

  /** How many statements the text holds. */
  get count(): number {
    return this.#index;
  }

  /** @param text A symbol, or a word in upper case; "" for anything else. */
  add(text: string, isWord: boolean): void {
    if (isWord) this.#word(text);
    else if (text === "(") this.#depth++;
    else if (text === ")") this.#depth--;
    else if (text === ";" && !this.#inBody) this.end();
    this.#previous = text;
  }

  /** Ends the current statement, if one has begun. */
  end(): void {
    if (this.#head.length > 0) this.#settle(this.#head[0]!, this.#head.join(" "));
    this.#head = [];
    this.#depth = 0;
    this.#withDepth = -1;
  }

  #word(word: string): void {
    if (word === "ATOMIC" && this.#previous === "BEGIN") this.#inBody = true;
    if (this.#head.length === 0) {
      this.#head.push(word);
      if (word === "WITH") this.#withDepth = this.#depth;
    } else if (this.#withDepth >= 0) this.#afterWith(word);
    else if (this.#head.length < HEAD_WORDS) this.#head.push(word);
  }

  /** The main verb stands as deep as its WITH; behind WITH, RECURSIVE and commas stand names. */
  #afterWith(word: string): void {
    const isName = this.#previous === "WITH" || this.#previous === "RECURSIVE" || this.#previous === ",";
    if (isName || this.#depth !== this.#withDepth || !MAIN_VERB.test(word)) return;
    this.#head = [word];
    this.#withDepth = -1;
  }

  #settle(verb: string, head: string): void {
    const boundary = boundaryOf(head);
    if (boundary !== undefined) {
      this.#boundaries.push({ kind: boundary, index: this.#index, chain: CHAIN.test(head) });
    }
    const type = head.startsWith("PREPARE TRANSACTION") ? "TRANSACTION" : typeOf(verb);
    if (this.#type === undefined || this.#type === "TRANSACTION") this.#type = type;
    this.#index++;
  }
}

/** A WITH whose main verb was not seen, since its text was too long, most likely reads. */
function typeOf(verb: string): QueryType {
  if (verb === "WITH") return "SELECT";
  return Object.hasOwn(TYPES, verb) ? TYPES[verb]! : "OTHER";
}

function boundaryOf(head: string): Boundary["kind"] | undefined {
  if (NO_BOUNDARY.test(head)) return undefined;
  if (BEGIN.test(head)) return "begin";
  if (COMMIT.test(head)) return "commit";
  return ROLLBACK.test(head) ? "rollback" : undefined;
}
