import type { Token } from "./lexer.ts";
import { MAX_DEPTH } from "./limits.ts";
import { characterOf, numberOf, stringOf } from "./literal.ts";
import type { Command, Literal, Operand, Pipe } from "./syntax.ts";

/** Words that have a meaning of their own wherever they stand. */
const KEYWORDS = new Set("if else end range with template define block break continue".split(" "));

interface Reading {
  readonly tokens: readonly Token[];
  readonly at: number;
  /** Those that are seen; what is declared or assigned is added. */
  readonly variables: string[];
  readonly functions: ReadonlySet<string>;
  error(rule: string): Error;
}

/** Reads what stands in an action. */
export class TokenReader {
  readonly #reading: Reading;
  /** The index of the token that is read next. */
  at: number;
  #depth = 0;

  constructor(reading: Reading) {
    this.#reading = reading;
    this.at = reading.at;
  }

  get #token(): Token {
    return this.#reading.tokens[this.at]!;
  }

  pipe(mostVariables = 1): Pipe {
    const { at } = this.#token;
    const assigned = this.#assigned(mostVariables);
    const commands = [this.#command()];
    while (this.#take("pipe")) commands.push(this.#command());
    const unfit = commands.slice(1).find(({ operands: [first] }) => !isExecutable(first!));
    if (unfit !== undefined) throw this.#error("only a function or a field takes what is piped to it");
    return { kind: "pipe", at, ...assigned, commands };
  }

  #assigned(most: number): Pick<Pipe, "variables" | "declares"> {
    const names = this.#targets();
    const sign = this.#reading.tokens[this.at + names.length * 2 - 1];
    if (names.length === 0 || (sign?.kind !== "declare" && sign?.kind !== "assign"))
      return { variables: [], declares: false };
    if (names.length > most) throw this.#error("only a range has two variables, and none has more");
    // also where they are assigned: Go finds out when it renders whether they were declared
    this.#reading.variables.push(...names);
    this.at += names.length * 2;
    return { variables: names, declares: sign.kind === "declare" };
  }

  /** `$a, $b` */
  #targets(): string[] {
    const names: string[] = [];
    for (let at = this.at; this.#reading.tokens[at]?.kind === "variable"; at += 2) {
      names.push(this.#reading.tokens[at]!.text);
      if (this.#reading.tokens[at + 1]?.kind !== "comma") break;
    }
    return names;
  }

  #command(): Command {
    const { at } = this.#token;
    const operands: Operand[] = [];
    for (let i = 0; !this.#isAtEnd(); i++) {
      if (i > 0 && !this.#token.spaced) throw this.#unexpected();
      operands.push(this.#operand());
    }
    if (operands.length === 0) throw this.#error("a value is missing");
    return { kind: "command", at, operands };
  }

  #isAtEnd(): boolean {
    const { kind } = this.#token;
    return kind === "right" || kind === "pipe" || kind === "rightParen";
  }

  /** A term with the fields that follow it, which is where Go says that it stands. */
  #operand(): Operand {
    const term = this.#term();
    const { at } = this.#token;
    const path = this.#path();
    if (path.length === 0) return term;
    switch (term.kind) {
      case "dot":
        if (term.path.length > 0) return { kind: "dot", at, path: [...term.path, ...path] };
        break;
      case "variable":
        return { ...term, at, path };
      case "pipe":
      case "function":
        return { kind: "chain", at, of: term, path };
    }
    throw this.#error(`".${path[0]}" does not follow a value that has no fields`);
  }

  #path(): string[] {
    const path: string[] = [];
    while (this.#token.kind === "field" && !this.#token.spaced) path.push(this.#next().text.slice(1));
    return path;
  }

  #term(): Operand {
    const token = this.#next();
    const { at, text } = token;
    switch (token.kind) {
      case "leftParen":
        return this.#parenthesized();
      case "dot":
        return { kind: "dot", at, path: [] };
      case "field":
        return { kind: "dot", at, path: [text.slice(1)] };
      case "variable":
        this.#mustBeVariable(text);
        return { kind: "variable", at, name: text, path: [] };
      case "word":
        return this.#word(token);
      default:
        return { kind: "literal", at, value: this.#literal(token), text };
    }
  }

  #parenthesized(): Pipe {
    if (++this.#depth > MAX_DEPTH) throw this.#error(`parentheses are nested at most ${MAX_DEPTH} deep`);
    const pipe = this.pipe();
    if (!this.#take("rightParen")) throw this.#error("a parenthesis is not closed");
    this.#depth--;
    return pipe;
  }

  #word({ text, at }: Token): Operand {
    if (text === "true" || text === "false") return { kind: "literal", at, value: text === "true", text };
    if (text === "nil") return { kind: "nil", at };
    if (KEYWORDS.has(text)) throw this.#error(`"${text}" is not expected`);
    if (!this.#reading.functions.has(text)) throw this.#error(`there is no function ${text}`);
    return { kind: "function", at, name: text };
  }

  #literal(token: Token): Literal {
    switch (token.kind) {
      case "string":
        return this.string(token);
      case "character":
        return characterOf(token.text) ?? this.#refuse(`${token.text} is no character`);
      case "number":
        return numberOf(token.text) ?? this.#refuse(`${token.text} is no number`);
      default:
        return this.#refuse(`"${token.text}" is not expected`);
    }
  }

  string({ text }: Token): string {
    return stringOf(text) ?? this.#refuse(`${text} is no text`);
  }

  #mustBeVariable(name: string): void {
    if (!this.#reading.variables.includes(name)) throw this.#error(`there is no variable ${name}`);
  }

  #next(): Token {
    return this.#reading.tokens[this.at++]!;
  }

  #take(kind: Token["kind"]): boolean {
    if (this.#token.kind !== kind) return false;
    this.at++;
    return true;
  }

  #unexpected(): Error {
    return this.#error(`"${this.#token.text}" is not expected`);
  }

  #refuse(rule: string): never {
    throw this.#error(rule);
  }

  #error(rule: string): Error {
    return this.#reading.error(rule);
  }
}

function isExecutable(operand: Operand): boolean {
  if (operand.kind === "dot") return operand.path.length > 0;
  return operand.kind !== "literal" && operand.kind !== "nil";
}
