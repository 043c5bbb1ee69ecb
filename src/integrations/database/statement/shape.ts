import type { TokenKind, Tokens } from "./tokens.ts";

/** Shapes longer than this are cut. */
const MAX_SHAPE = 2000;

/** Written in upper case, so that one statement has one shape whoever wrote it. Identifiers stay as they are. */
const KEYWORDS = new Set(
  `ALL ALTER AND ANY ARRAY AS ASC BEGIN BETWEEN BY CASE CAST COMMIT CONFLICT CREATE CROSS DEFAULT DELETE DESC
  DISTINCT DO DROP ELSE END EXCEPT EXISTS FALSE FETCH FILTER FIRST FOR FROM FULL GROUP HAVING ILIKE IN INNER INSERT
  INTERSECT INTO IS JOIN LATERAL LAST LEFT LIKE LIMIT LOCKED MERGE NATURAL NEXT NOT NOTHING NULL NULLS OFFSET ON ONLY
  OR ORDER OUTER OVER PARTITION RETURNING RIGHT ROLLBACK ROWS SELECT SET SKIP TABLE THEN TRUE UNION UPDATE USING
  VALUES WHEN WHERE WINDOW WITH`.split(/\s+/),
);
const SUBQUERY = new Set(["SELECT", "WITH", "VALUES", "TABLE"]);
const TIGHT_BEFORE = new Set([")", "]", ",", ".", ";", "::"]);
const TIGHT_AFTER = new Set(["(", "[", ".", "::"]);

/** What brackets hold: a list of values, which a shape leaves out; rows of VALUES, of which it keeps none but `(…)`. */
type Held = "list" | "firstRow" | "furtherRow" | "expression";

/** A pair of brackets that is still open. */
interface Bracket {
  readonly held: Held;
  /** How much of the output stays when what they hold is left out. */
  readonly keep: number;
}

/** Writes a statement's shape from its tokens: values become `?`, lists of them `(…)`, blanks and comments one space. */
export class Shape {
  readonly #out: string[] = [];
  readonly #open: Bracket[] = [];
  #previous = "";
  #previousKind: TokenKind = "end";
  /** Length of the output behind a row of VALUES that was left out; a comma may follow with the next. */
  #afterRow = -1;
  /** Length of the output when the last subquery began: brackets around it are no lists of values. */
  #subqueryAt = -1;

  /** @param word The token's text in upper case, when it is a word. */
  add(token: Tokens, word: string): void {
    const written = this.#written(token, word);
    if (token.kind === "value" && this.#previousKind === "value") return;
    if (SUBQUERY.has(word)) this.#subqueryAt = this.#out.length;
    if (written === ")" || written === "]") this.#close(written);
    else this.#push(written, token.spaced);
    if (written === "(" || written === "[") this.#opened(written);
    this.#previous = word === "" ? written : word;
    this.#previousKind = token.kind;
  }

  toString(): string {
    while (this.#out.at(-1)?.trim() === ";") this.#out.pop();
    const shape = this.#out.join("").trimStart();
    return shape.length > MAX_SHAPE ? `${shape.slice(0, MAX_SHAPE - 1)}…` : shape;
  }

  #written(token: Tokens, word: string): string {
    if (token.kind === "value") return "?";
    return KEYWORDS.has(word) ? word : token.text;
  }

  #push(text: string, spaced: boolean): void {
    this.#out.push(this.#isApart(text, spaced) ? ` ${text}` : text);
  }

  #isApart(text: string, spaced: boolean): boolean {
    if (TIGHT_BEFORE.has(text) || TIGHT_AFTER.has(this.#previous)) return false;
    return spaced || this.#previous === "," || (text === "(" && KEYWORDS.has(this.#previous));
  }

  #opened(bracket: string): void {
    const held = this.#heldBy(bracket);
    this.#open.push({ held, keep: held === "furtherRow" ? this.#afterRow : this.#out.length });
  }

  #heldBy(bracket: string): Held {
    if (bracket === "[") return this.#previous === "ARRAY" ? "list" : "expression";
    if (this.#previous === "IN") return "list";
    if (this.#previous === "VALUES") return "firstRow";
    const followsRow = this.#previous === "," && this.#afterRow === this.#out.length - 2;
    return followsRow ? "furtherRow" : "expression";
  }

  #close(bracket: string): void {
    const { held, keep } = this.#open.pop() ?? { held: "expression", keep: 0 };
    const isLeftOut = held !== "expression" && this.#subqueryAt < keep;
    if (isLeftOut) this.#out.length = keep;
    if (isLeftOut && held !== "furtherRow") this.#out.push("…");
    if (!(isLeftOut && held === "furtherRow")) this.#out.push(bracket);
    this.#afterRow = isLeftOut && held !== "list" ? this.#out.length : -1;
  }
}
