import type { Operand, Pipe } from "../../template/syntax.ts";
import { templateError } from "../../template/template-error.ts";
import { entriesOf, FUNCTIONS, isTrue, type MessageMap, type MessageValue, printed } from "./functions.ts";
import { type Block, type MessageNode, parseMessage } from "./parse.ts";

/** The templates that a text may call, by name. */
export type Definitions = ReadonlyMap<string, readonly MessageNode[]>;

/**
 * Renders a text of a receiver as Alertmanager does, where it is no HTML.
 * @throws FarolError FAROL_TEMPLATE where Alertmanager would fail to notify, and for functions that depend on the time
 */
export function renderMessage(text: string, definitions: Definitions, data: MessageMap): string {
  const parsed = parseMessage(text);
  const known = new Map([...definitions, ...parsed.definitions]);
  try {
    return renderNodes(parsed.nodes, new Scope(data, known));
  } catch (error) {
    throw templateError(text, (error as Error).message);
  }
}

/** What `.` is, the variables that are seen, and the templates that can be called. */
class Scope {
  readonly dot: MessageValue;
  readonly definitions: Definitions;
  readonly #variables: Map<string, MessageValue>;
  readonly #outer?: Scope;

  constructor(dot: MessageValue, definitions: Definitions, outer?: Scope) {
    this.dot = dot;
    this.definitions = definitions;
    this.#variables = new Map(outer === undefined ? [["$", dot]] : []);
    if (outer !== undefined) this.#outer = outer;
  }

  inner(dot = this.dot): Scope {
    return new Scope(dot, this.definitions, this);
  }

  get(name: string): MessageValue {
    return this.#variables.has(name) ? this.#variables.get(name) : this.#outer?.get(name);
  }

  declare(name: string, value: MessageValue): void {
    this.#variables.set(name, value);
  }

  set(name: string, value: MessageValue): void {
    if (this.#variables.has(name) || this.#outer === undefined) this.#variables.set(name, value);
    else this.#outer.set(name, value);
  }
}

function renderNodes(nodes: readonly MessageNode[], scope: Scope): string {
  return nodes.map((node) => renderNode(node, scope)).join("");
}

function renderNode(node: MessageNode, scope: Scope): string {
  switch (node.kind) {
    case "text":
      return node.text;
    case "print": {
      const value = evaluate(node.pipe, scope);
      return node.pipe.variables.length > 0 ? "" : value === undefined ? "<no value>" : printed(value);
    }
    case "call":
      return renderCall(node, scope);
    case "range":
      return renderRange(node, scope);
    default:
      return renderChoice(node, scope);
  }
}

function renderCall({ name, pipe }: Extract<MessageNode, { kind: "call" }>, scope: Scope): string {
  const nodes = scope.definitions.get(name);
  if (nodes === undefined) throw new Error(`template "${name}" is not defined here`);
  const dot = pipe === undefined ? undefined : evaluate(pipe, scope);
  return renderNodes(nodes, new Scope(dot, scope.definitions));
}

function renderChoice({ kind, pipe, then, otherwise }: Block, outer: Scope): string {
  const scope = outer.inner();
  const value = evaluate(pipe, scope);
  if (!isTrue(value)) return renderNodes(otherwise, scope);
  return renderNodes(then, kind === "with" ? scope.inner(value) : scope);
}

function renderRange({ pipe, then, otherwise }: Block, outer: Scope): string {
  const all = evaluate({ ...pipe, variables: [] }, outer);
  if (typeof all !== "object") throw new Error("range goes over a list or over labels");
  const rounds = entriesOf(all).map(([key, value]) => {
    const scope = outer.inner(value);
    const [first, second] = pipe.variables;
    if (second !== undefined) scope.declare(first!, key);
    if (first !== undefined) scope.declare(second ?? first, value);
    return renderNodes(then, scope);
  });
  return rounds.length > 0 ? rounds.join("") : renderNodes(otherwise, outer);
}

function evaluate({ commands, variables, declares }: Pipe, scope: Scope): MessageValue {
  let value: MessageValue;
  for (const [i, command] of commands.entries()) value = call(command, i === 0 ? [] : [value], scope);
  for (const name of variables) declares ? scope.declare(name, value) : scope.set(name, value);
  return value;
}

function call([first, ...rest]: readonly Operand[], piped: MessageValue[], scope: Scope): MessageValue {
  if (first?.kind === "function") {
    const called = FUNCTIONS[first.name];
    if (called === undefined) throw new Error(`${first.name} cannot be rendered outside of Alertmanager`);
    return called(...rest.map((operand) => operandValue(operand, scope)), ...piped);
  }
  if (rest.length + piped.length > 0) throw new Error("only a function takes arguments");
  return operandValue(first!, scope);
}

function operandValue(operand: Operand, scope: Scope): MessageValue {
  switch (operand.kind) {
    case "literal":
      return operand.value;
    case "function":
      return call([operand], [], scope);
    case "dot":
      return follow(scope.dot, operand.path);
    case "variable":
      return follow(scope.get(operand.name), operand.path);
    case "pipe":
      return follow(evaluate(operand.pipe, scope), operand.path);
  }
}

/** A label that is not there is an empty text; a field that is not there fails. */
function follow(value: MessageValue, path: readonly string[]): MessageValue {
  return path.reduce<MessageValue>((at, name) => {
    if (typeof at !== "object") throw new Error(`there is no ${name} of a ${typeof at}`);
    if (Object.hasOwn(at, name)) return (at as MessageMap)[name];
    if (Array.isArray(at) || "Labels" in at || "CommonLabels" in at)
      throw new Error(`there is no field ${name}`);
    return "";
  }, value);
}
