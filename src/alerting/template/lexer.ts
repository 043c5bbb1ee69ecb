import { templateError } from "./template-error.ts";

const KINDS = [
  ...["string", "character", "number", "variable", "field", "word"],
  ...["dot", "declare", "assign", "pipe", "leftParen", "rightParen", "comma"],
] as const;

/** `spaced`: whether a space stands before it; `.a` after one is an argument, and else a field of what it follows. */
export interface Token {
  readonly kind: "text" | "left" | "right" | (typeof KINDS)[number];
  readonly text: string;
  readonly at: number;
  readonly spaced: boolean;
}

/** Characters of an action that an error quotes. */
const MAX_QUOTED = 60;

const LEFT = /\{\{(?:(-)(?=[ \t\r\n]))?/g;
const COMMENT = /[ \t\r\n]*\/\*[\s\S]*?\*\/(?:([ \t\r\n]-)?\}\})?/y;
const RIGHT = /[ \t\r\n]*(?:(?<=[ \t\r\n])(-))?\}\}/y;
const SPACE = /[ \t\r\n]*/y;
/** A name ends where a space or one of these follows. */
const END = "(?=[ \\t\\r\\n.,|:()}]|$)";
const NAME = "[\\p{L}\\p{Nd}_]";
const TOKEN = new RegExp(
  [
    '(?<string>"(?:[^"\\\\\\n]|\\\\[^\\n])*"|`[^`]*`)',
    "(?<character>'(?:[^'\\\\\\n]|\\\\[^\\n])*')",
    `(?<number>[+-]?\\.?\\d[\\d\\p{L}_.]*(?:(?<=[eEpP])[+-]\\d+)?)`,
    `(?<variable>\\$${NAME}*${END})`,
    `(?<field>\\.${NAME}+${END})`,
    `(?<word>${NAME}+${END})`,
    `(?<dot>\\.${END})`,
    "(?<declare>:=)|(?<assign>=)|(?<pipe>\\|)|(?<leftParen>\\()|(?<rightParen>\\))|(?<comma>,)",
  ].join("|"),
  "uy",
);

/**
 * Cuts a template into text and, between `{{` and `}}`, tokens. What `{{-` and `-}}` take away is gone, and comments are.
 * @param from Where it begins; what stands before is not part of it.
 * @throws FarolError FAROL_TEMPLATE
 */
export function tokensOf(source: string, from: number): Token[] {
  return new Lexer(source, from).tokens();
}

class Lexer {
  readonly #source: string;
  readonly #tokens: Token[] = [];
  readonly #from: number;
  #at: number;

  constructor(source: string, from: number) {
    this.#source = source;
    this.#from = from;
    this.#at = from;
  }

  tokens(): Token[] {
    for (let left = this.#left(); left !== null; left = this.#left()) {
      const text = this.#source.slice(this.#at, left.index);
      this.#push("text", left[1] === undefined ? text : trimmedEnd(text), this.#at);
      this.#at = left.index + left[0].length;
      if (!this.#comment(left[1] !== undefined)) this.#action(left.index);
    }
    this.#push("text", this.#source.slice(this.#at), this.#at);
    return this.#tokens;
  }

  #left(): RegExpExecArray | null {
    LEFT.lastIndex = this.#at;
    return LEFT.exec(this.#source);
  }

  /** A comment is all that stands in its action; a space before it only after a trim marker. */
  #comment(trims: boolean): boolean {
    const begins = this.#source.startsWith("/*", this.#at + (trims ? 1 : 0));
    if (!begins) return false;
    const [whole, trimsAfter] = this.#match(COMMENT) ?? [];
    if (whole?.endsWith("}}") !== true)
      throw this.#error("a comment begins and ends its action: {{/* … */}}");
    this.#end(trimsAfter !== undefined);
    return true;
  }

  #action(begin: number): void {
    this.#push("left", "{{", begin);
    let right = this.#match(RIGHT);
    for (; right === undefined; right = this.#match(RIGHT)) this.#token();
    this.#push("right", "}}", this.#at - 2);
    this.#end(right[1] !== undefined);
  }

  #end(trims: boolean): void {
    if (trims) this.#match(SPACE);
  }

  #token(): void {
    const before = this.#at;
    const spaced = this.#match(SPACE)![0] !== "";
    if (this.#at === this.#source.length) throw this.#error("an action that begins with {{ ends with }}");
    const at = this.#at;
    const found = this.#match(TOKEN);
    if (found === undefined) throw this.#error(`"${this.#restOfAction(before)}" cannot stand in an action`);
    const kind = KINDS.find((name) => found.groups![name] !== undefined)!;
    this.#push(kind, found[0], at, spaced);
  }

  #restOfAction(from: number): string {
    return this.#source
      .slice(from, from + MAX_QUOTED)
      .split("}}", 1)[0]!
      .trim();
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source) ?? undefined;
    if (found !== undefined) this.#at += found[0].length;
    return found;
  }

  #push(kind: Token["kind"], text: string, at: number, spaced = false): void {
    if (kind !== "text" || text !== "") this.#tokens.push({ kind, text, at, spaced });
  }

  #error(rule: string) {
    return templateError(this.#source.slice(this.#from), rule);
  }
}

/** Without a regular expression, which would try again at each of many spaces. */
function trimmedEnd(text: string): string {
  let end = text.length;
  while (" \t\r\n".includes(text[end - 1] ?? "x")) end--;
  return text.slice(0, end);
}
