import { pieces } from "../template/lexer.ts";
import { TokenReader } from "../template/parser.ts";
import type { Pipe } from "../template/syntax.ts";
import { templateError } from "../template/template-error.ts";
import { FUNCTION_NAMES } from "./functions.ts";

/** What stands in a template of Alertmanager, in order. */
export type MessageNode =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "print"; readonly pipe: Pipe }
  | { readonly kind: "call"; readonly name: string; readonly pipe?: Pipe }
  | Block;

export interface Block {
  readonly kind: "if" | "with" | "range";
  readonly pipe: Pipe;
  readonly then: readonly MessageNode[];
  readonly otherwise: readonly MessageNode[];
}

/** A text, and the templates that it defines besides. */
export interface ParsedMessage {
  readonly nodes: readonly MessageNode[];
  readonly definitions: ReadonlyMap<string, readonly MessageNode[]>;
}

/**
 * Reads a text as Alertmanager does: Go's text/template with `define`, `template` and `block`, without `break` and
 * `continue`.
 * @throws FarolError FAROL_TEMPLATE
 */
export function parseMessage(text: string): ParsedMessage {
  return new MessageParser(text).parse();
}

class MessageParser {
  readonly #text: string;
  readonly #pieces: ReturnType<typeof pieces>;
  readonly #definitions = new Map<string, readonly MessageNode[]>();
  #at = 0;
  #variables: string[] = ["$"];

  constructor(text: string) {
    this.#text = text;
    this.#pieces = pieces(text);
  }

  parse(): ParsedMessage {
    const nodes = this.#nodes();
    if (this.#at < this.#pieces.length) throw this.#error("an end or else belongs to what it ends");
    return { nodes, definitions: this.#definitions };
  }

  /** Everything up to an `end` or `else`, which stays to be read. */
  #nodes(): MessageNode[] {
    const nodes: MessageNode[] = [];
    for (; this.#at < this.#pieces.length; this.#at++) {
      const piece = this.#pieces[this.#at]!;
      if (piece.kind === "text") nodes.push(piece);
      else if (piece.tokens[0] === "end" || piece.tokens[0] === "else") return nodes;
      else nodes.push(...this.#action(piece.tokens));
    }
    return nodes;
  }

  #action([word = "", ...rest]: readonly string[]): MessageNode[] {
    switch (word) {
      case "define":
        this.#definition(rest);
        return [];
      case "block":
        return [this.#definition(rest)];
      case "template":
        return [this.#call(rest)];
      case "if":
      case "with":
      case "range":
        return [this.#block(word, rest)];
      default:
        return [{ kind: "print", pipe: this.#pipe([word, ...rest]) }];
    }
  }

  #call([name = "", ...rest]: readonly string[]): Extract<MessageNode, { kind: "call" }> {
    if (!/^["`]/.test(name)) throw this.#error("a template is called by its name, in quotes");
    const called = name.slice(1, -1);
    return { kind: "call", name: called, ...(rest.length > 0 && { pipe: this.#pipe(rest) }) };
  }

  /** A definition has variables of its own. */
  #definition(tokens: readonly string[]): MessageNode {
    const call = this.#call(tokens);
    const body = this.#scoped(["$"], () => this.#body());
    this.#end();
    this.#definitions.set(call.name, body);
    return call;
  }

  #block(kind: Block["kind"], tokens: readonly string[]): Block {
    return this.#scoped(this.#variables, () => {
      const pipe = this.#pipe(tokens);
      const then = this.#body();
      return { kind, pipe, then, otherwise: this.#else() };
    });
  }

  #body(): MessageNode[] {
    this.#at++;
    return this.#nodes();
  }

  /** What follows a block's first half; leaves its `end` as the current piece. */
  #else(): readonly MessageNode[] {
    const piece = this.#pieces[this.#at];
    if (piece?.kind !== "action" || piece.tokens[0] === "end") return this.#end();
    const [, next, ...rest] = piece.tokens;
    if (next === "if") return [this.#block(next, rest)];
    if (next !== undefined) throw this.#error(`"${next}" does not follow else`);
    const nodes = this.#body();
    this.#end();
    return nodes;
  }

  #end(): readonly MessageNode[] {
    const piece = this.#pieces[this.#at];
    if (piece?.kind === "action" && piece.tokens[0] === "end") return [];
    throw this.#error("an if, with, range, define or block ends with {{ end }}");
  }

  #scoped<T>(variables: readonly string[], read: () => T): T {
    const outer = this.#variables;
    this.#variables = [...variables];
    const result = read();
    this.#variables = outer;
    return result;
  }

  #pipe(tokens: readonly string[]): Pipe {
    const fail = (rule: string) => this.#error(rule);
    const reader = new TokenReader(tokens, fail, this.#variables, FUNCTION_NAMES);
    const pipe = reader.pipe();
    if (reader.token !== undefined) throw this.#error(`"${reader.token}" is not expected`);
    if (pipe.declares) this.#variables.push(...pipe.variables);
    return pipe;
  }

  #error(rule: string) {
    return templateError(this.#text, rule);
  }
}
