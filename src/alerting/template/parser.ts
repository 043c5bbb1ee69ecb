import { FUNCTION_NAMES } from "./functions.ts";
import { type Piece, pieces } from "./lexer.ts";
import type { Literal, Node, Nodes, Operand, Pipe } from "./syntax.ts";
import { templateError } from "./template-error.ts";

const ALERT_VARIABLES = ["$", "$labels", "$value", "$externalLabels", "$externalURL"];
const BLOCKS = new Set(["if", "with", "range"]);

/**
 * Reads a template as those of alerts are read: Go's text/template with Prometheus' functions and variables, without
 * `define`, `template`, `block`, `break`, `continue`, and the `else with` of newer versions.
 * @throws FarolError FAROL_TEMPLATE
 */
export function parseTemplate(template: string): Nodes {
  return new TemplateParser(template).parse();
}

class TemplateParser {
  readonly #template: string;
  readonly #pieces: readonly Piece[];
  #at = 0;
  #variables: string[] = [...ALERT_VARIABLES];

  constructor(template: string) {
    this.#template = template;
    this.#pieces = pieces(template);
  }

  parse(): Nodes {
    const nodes = this.#nodes();
    if (this.#at < this.#pieces.length) throw this.#error("an end or else belongs to an if, with or range");
    return nodes;
  }

  /** Everything up to an `end` or `else`, which stays to be read. */
  #nodes(): Nodes {
    const nodes: Node[] = [];
    for (; this.#at < this.#pieces.length; this.#at++) {
      const piece = this.#pieces[this.#at]!;
      if (piece.kind === "text") nodes.push(piece);
      else if (piece.tokens[0] === "end" || piece.tokens[0] === "else") return nodes;
      else nodes.push(this.#action(piece.tokens));
    }
    return nodes;
  }

  #action(tokens: readonly string[]): Node {
    if (BLOCKS.has(tokens[0] ?? "")) return this.#block(tokens[0] as "if", tokens.slice(1));
    return { kind: "print", pipe: this.#pipe(tokens) };
  }

  #block(kind: "if" | "with" | "range", tokens: readonly string[]): Node {
    const outer = this.#variables;
    this.#variables = [...outer];
    const pipe = this.#pipe(tokens);
    this.#at++;
    const then = this.#nodes();
    const otherwise = this.#else();
    this.#variables = outer;
    return { kind, pipe, then, otherwise };
  }

  /** What follows the block's first half; leaves its `end` as the current piece. */
  #else(): Nodes {
    const piece = this.#pieces[this.#at];
    if (piece?.kind !== "action") throw this.#error("an if, with or range ends with {{ end }}");
    if (piece.tokens[0] === "end") return [];
    const [, next, ...rest] = piece.tokens;
    if (next === "if") return [this.#block(next, rest)];
    if (next !== undefined) throw this.#error(`"${next}" does not follow else`);
    this.#at++;
    const nodes = this.#nodes();
    if (this.#at >= this.#pieces.length) throw this.#error("an if, with or range ends with {{ end }}");
    return nodes;
  }

  #pipe(tokens: readonly string[]): Pipe {
    const reader = new TokenReader(tokens, (rule) => this.#error(rule), this.#variables);
    const pipe = reader.pipe();
    if (reader.token !== undefined) throw this.#error(`"${reader.token}" is not expected`);
    if (pipe.declares) this.#variables.push(...pipe.variables);
    return pipe;
  }

  #error(rule: string) {
    return templateError(this.#template, rule);
  }
}

/** Reads what stands in an action, with the functions and variables of one kind of template. */
export class TokenReader {
  readonly #tokens: readonly string[];
  readonly #error: (rule: string) => Error;
  readonly #variables: readonly string[];
  readonly #functions: ReadonlySet<string>;
  #at = 0;

  constructor(
    tokens: readonly string[],
    error: (rule: string) => Error,
    variables: readonly string[],
    functions = FUNCTION_NAMES,
  ) {
    this.#tokens = tokens;
    this.#error = error;
    this.#variables = variables;
    this.#functions = functions;
  }

  get token(): string | undefined {
    return this.#tokens[this.#at];
  }

  pipe(): Pipe {
    const { variables, declares } = this.#assigned();
    const commands = [this.#command()];
    while (this.#take("|")) commands.push(this.#command());
    return { variables, declares, commands };
  }

  #assigned(): Pick<Pipe, "variables" | "declares"> {
    const sign = this.#tokens.findIndex((token) => token === ":=" || token === "=");
    if (sign < 0 || !this.token?.startsWith("$")) return { variables: [], declares: false };
    const variables = this.#tokens.slice(this.#at, sign).filter((token) => token !== ",");
    this.#at = sign + 1;
    return { variables, declares: this.#tokens[sign] === ":=" };
  }

  #command(): Operand[] {
    const operands: Operand[] = [];
    while (this.token !== undefined && this.token !== "|" && !this.token.startsWith(")"))
      operands.push(this.#operand());
    if (operands.length === 0) throw this.#error("a value is missing");
    return operands;
  }

  #operand(): Operand {
    const token = this.#tokens[this.#at++]!;
    if (token === "(") return this.#parenthesized();
    if (token === ".") return { kind: "dot", path: [] };
    if (/^\.[a-zA-Z_]/.test(token)) return { kind: "dot", path: token.slice(1).split(".") };
    if (token.startsWith("$")) return this.#variable(token);
    if (/^["`\d.+-]/.test(token)) return { kind: "literal", value: this.#literal(token) };
    return this.#word(token);
  }

  #parenthesized(): Operand {
    const pipe = this.pipe();
    const [close, ...path] = this.#tokens[this.#at++]?.split(".") ?? [];
    if (close !== ")") throw this.#error("a parenthesis is not closed");
    return { kind: "pipe", pipe, path };
  }

  #variable(token: string): Operand {
    const [name = "", ...path] = token.split(".");
    if (!this.#variables.includes(name)) throw this.#error(`there is no variable ${name}`);
    return { kind: "variable", name, path };
  }

  #word(name: string): Operand {
    if (name === "true" || name === "false") return { kind: "literal", value: name === "true" };
    if (name === "nil") return { kind: "literal", value: undefined };
    if (!this.#functions.has(name)) throw this.#error(`there is no function ${name}`);
    return { kind: "function", name };
  }

  #literal(token: string): Literal {
    if (token.startsWith("`")) return token.slice(1, -1);
    if (token.startsWith('"')) return this.#quoted(token);
    return /^[+-]?\d+$/.test(token) ? BigInt(token) : Number(token);
  }

  /** Of Go's escapes those that JSON has too. */
  #quoted(token: string): string {
    try {
      return JSON.parse(token);
    } catch {
      throw this.#error(`${token} is no text`);
    }
  }

  #take(token: string): boolean {
    if (this.token !== token) return false;
    this.#at++;
    return true;
  }
}
