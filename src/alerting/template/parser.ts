import { type Token, tokensOf } from "./lexer.ts";
import { MAX_DEPTH, MAX_TEXT } from "./limits.ts";
import type { Block, CallNode, Node, Nodes, ParsedTemplate, Pipe } from "./syntax.ts";
import { templateError } from "./template-error.ts";
import { TokenReader } from "./token-reader.ts";

/** What a program's templates may name. */
export interface Vocabulary {
  readonly functions: ReadonlySet<string>;
  /** Variables that are there from the start, besides `$`. */
  readonly variables?: readonly string[];
  /** What the program puts before every template: nothing of it is parsed, but errors count from its beginning. */
  readonly prelude?: string;
}

/**
 * Reads a template of Go's text/template.
 * @throws FarolError FAROL_TEMPLATE
 */
export function parseGoTemplate(template: string, vocabulary: Vocabulary): ParsedTemplate {
  return new TemplateParser(template, vocabulary).parse();
}

class TemplateParser {
  readonly #template: string;
  readonly #source: string;
  readonly #functions: ReadonlySet<string>;
  readonly #tokens: readonly Token[];
  readonly #definitions = new Map<string, Nodes>();
  #variables: string[];
  #at = 0;
  #depth = 0;
  #ranges = 0;

  constructor(template: string, { functions, variables = [], prelude = "" }: Vocabulary) {
    this.#template = template;
    if (template.length > MAX_TEXT) throw this.#error(`a template has at most ${MAX_TEXT} characters`);
    this.#source = prelude + template;
    this.#functions = functions;
    this.#tokens = tokensOf(this.#source, prelude.length);
    this.#variables = ["$", ...variables];
  }

  parse(): ParsedTemplate {
    const nodes = this.#nodes(true);
    if (this.#at < this.#tokens.length) throw this.#error("an end or else belongs to an if, with or range");
    return { nodes, definitions: this.#definitions, source: this.#source };
  }

  /** Everything up to an `end` or `else`, which stays to be read. */
  #nodes(isTop = false): Node[] {
    const nodes: Node[] = [];
    while (this.#at < this.#tokens.length) {
      const { kind, text } = this.#tokens[this.#at]!;
      if (kind === "text") nodes.push({ kind, text });
      else if (this.#isAt("end") || this.#isAt("else")) return nodes;
      else if (isTop && this.#isAt("define")) this.#define();
      else nodes.push(this.#action());
      this.#at++;
    }
    return nodes;
  }

  /** Leaves its last `}}` as the current token, as everything that reads an action does. */
  #action(): Node {
    const { kind, text } = this.#tokens[this.#at + 1]!;
    switch (kind === "word" ? text : "") {
      case "if":
      case "with":
      case "range":
        return this.#nested(() => this.#block(text as Block["kind"], 2));
      case "template":
        return this.#call();
      case "block":
        return this.#nested(() => this.#blockDefinition());
      case "break":
      case "continue":
        return this.#jump(text as "break");
      default:
        return { kind: "print", pipe: this.#pipe(1) };
    }
  }

  #jump(kind: "break" | "continue"): Node {
    if (this.#ranges === 0) throw this.#error(`a ${kind} belongs to a range`);
    this.#finish(2);
    return { kind };
  }

  #block(kind: Block["kind"], words: number): Block {
    const outer = this.#variables;
    this.#variables = [...outer];
    const pipe = this.#pipe(words, kind === "range" ? 2 : 1);
    if (kind === "range") this.#ranges++;
    const then = this.#body();
    if (kind === "range") this.#ranges--;
    const otherwise = this.#else(kind);
    this.#variables = outer;
    return { kind, pipe, then, otherwise };
  }

  /** What follows a block's first half; leaves the `}}` of its `end` as the current token. */
  #else(kind: Block["kind"]): Nodes {
    if (!this.#isAt("else")) return this.#end();
    const next = this.#tokens[this.#at + 2];
    if (next?.kind === "right") {
      this.#at += 2;
      const nodes = this.#body();
      this.#end();
      return nodes;
    }
    // `else with` is for Prometheus from 3.0 on
    if (next?.text !== kind || kind === "range") throw this.#error(`"${next?.text}" does not follow else`);
    return [this.#nested(() => this.#block(kind, 3))];
  }

  #body(): Node[] {
    this.#at++;
    return this.#nodes();
  }

  #end(): Nodes {
    if (!this.#isAt("end")) throw this.#error("an if, with, range, define or block ends with {{ end }}");
    this.#finish(2);
    return [];
  }

  #define(): void {
    const { name } = this.#named();
    this.#finish(3);
    this.#definition(name);
  }

  #blockDefinition(): CallNode {
    const called = this.#call();
    if (called.pipe === undefined) throw this.#error("a block is given what it is about");
    this.#definition(called.name);
    return called;
  }

  /** A definition has variables of its own, and belongs to no range. */
  #definition(name: string): void {
    const [variables, ranges] = [this.#variables, this.#ranges];
    this.#variables = ["$"];
    this.#ranges = 0;
    const nodes = this.#body();
    this.#end();
    this.#variables = variables;
    this.#ranges = ranges;
    if (isEmpty(this.#definitions.get(name))) this.#definitions.set(name, nodes);
    else if (!isEmpty(nodes)) throw this.#error(`template "${name}" is defined twice`);
  }

  #call(): CallNode {
    const named = this.#named();
    if (this.#tokens[this.#at + 3]?.kind !== "right") return { kind: "call", ...named, pipe: this.#pipe(3) };
    this.#finish(3);
    return { kind: "call", ...named };
  }

  #named(): Pick<CallNode, "name" | "at"> {
    const token = this.#tokens[this.#at + 2];
    if (token?.kind !== "string") throw this.#error("a template is called by its name, in quotes");
    return { name: this.#reader(2).string(token), at: token.at };
  }

  /** @param words How many tokens of the action stand before the pipe. */
  #pipe(words: number, mostVariables = 1): Pipe {
    const reader = this.#reader(words);
    const pipe = reader.pipe(mostVariables);
    this.#at = reader.at;
    this.#finish(0);
    return pipe;
  }

  #reader(words: number): TokenReader {
    return new TokenReader({
      tokens: this.#tokens,
      at: this.#at + words,
      variables: this.#variables,
      functions: this.#functions,
      error: (rule) => this.#error(rule),
    });
  }

  /** Goes on to the token that must be the `}}`. */
  #finish(words: number): void {
    this.#at += words;
    const token = this.#tokens[this.#at]!;
    if (token.kind !== "right") throw this.#error(`"${token.text}" is not expected`);
  }

  #isAt(word: string): boolean {
    const [left, token] = [this.#tokens[this.#at], this.#tokens[this.#at + 1]];
    return left?.kind === "left" && token?.kind === "word" && token.text === word;
  }

  #nested<T>(read: () => T): T {
    if (++this.#depth > MAX_DEPTH) throw this.#error(`blocks are nested at most ${MAX_DEPTH} deep`);
    const result = read();
    this.#depth--;
    return result;
  }

  #error(rule: string) {
    return templateError(this.#template, rule);
  }
}

function isEmpty(nodes: Nodes | undefined): boolean {
  return nodes?.every((node) => node.kind === "text" && node.text.trim() === "") ?? true;
}
