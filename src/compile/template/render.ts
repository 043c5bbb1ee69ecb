import type { Labels } from "../../model/index.ts";
import { FUNCTIONS } from "./functions.ts";
import { parseTemplate } from "./parser.ts";
import type { Node, Nodes, Operand, Pipe } from "./syntax.ts";
import { templateError } from "./template-error.ts";
import { entries, isTrue, plainText, type Value, type ValueMap } from "./value.ts";

/** What an alert's templates speak of. */
export interface AlertData {
  /** The labels of its expression. */
  readonly labels: Labels;
  /** The value of its expression. */
  readonly value: number;
}

/**
 * Renders a summary, a description or a label of an alert as Prometheus does.
 * @throws FarolError FAROL_TEMPLATE where Prometheus would show an error in its place, and for functions that ask Prometheus.
 */
export function renderTemplate(template: string, { labels, value }: AlertData): string {
  const nodes = parseTemplate(template);
  const dot = { Labels: labels, Value: value, ExternalLabels: {}, ExternalURL: "" };
  const variables = new Map<string, Value>([
    ["$", dot],
    ["$labels", labels],
    ["$value", value],
    ["$externalLabels", dot.ExternalLabels],
    ["$externalURL", dot.ExternalURL],
  ]);
  try {
    return renderNodes(nodes, new Scope(dot, variables));
  } catch (error) {
    throw templateError(template, (error as Error).message);
  }
}

/** What `.` is, and the variables that are seen. */
class Scope {
  readonly dot: Value;
  readonly #own = new Map<string, Value>();
  readonly #outer: Scope | Map<string, Value>;

  constructor(dot: Value, outer: Scope | Map<string, Value>) {
    this.dot = dot;
    this.#outer = outer;
  }

  get(name: string): Value {
    return this.#own.has(name) ? this.#own.get(name) : this.#outer.get(name);
  }

  declare(name: string, value: Value): void {
    this.#own.set(name, value);
  }

  set(name: string, value: Value): void {
    if (this.#own.has(name) || this.#outer instanceof Map) this.#own.set(name, value);
    else this.#outer.set(name, value);
  }
}

function renderNodes(nodes: Nodes, scope: Scope): string {
  return nodes.map((node) => renderNode(node, scope)).join("");
}

function renderNode(node: Node, scope: Scope): string {
  switch (node.kind) {
    case "text":
      return node.text;
    case "print": {
      const value = evaluate(node.pipe, scope);
      return node.pipe.variables.length > 0 ? "" : value === undefined ? "<no value>" : plainText(value);
    }
    case "range":
      return renderRange(node, scope);
    default:
      return renderChoice(node, scope);
  }
}

type Block = Extract<Node, { pipe: Pipe; then: Nodes }>;

function renderChoice({ kind, pipe, then, otherwise }: Block, outer: Scope): string {
  const scope = new Scope(outer.dot, outer);
  const value = evaluate(pipe, scope);
  if (!isTrue(value)) return renderNodes(otherwise, scope);
  return renderNodes(then, kind === "with" ? new Scope(value, scope) : scope);
}

function renderRange({ pipe, then, otherwise }: Block, outer: Scope): string {
  const map = evaluate({ ...pipe, variables: [] }, outer);
  if (typeof map !== "object") throw new Error("range goes over labels only");
  const rounds = entries(map).map(([key, value]) => {
    const scope = new Scope(value, outer);
    const [first, second] = pipe.variables;
    if (second !== undefined) scope.declare(first!, key);
    if (first !== undefined) scope.declare(second ?? first, value);
    return renderNodes(then, scope);
  });
  return rounds.length > 0 ? rounds.join("") : renderNodes(otherwise, outer);
}

function evaluate({ commands, variables, declares }: Pipe, scope: Scope): Value {
  let value: Value;
  for (const [i, command] of commands.entries()) value = call(command, i === 0 ? [] : [value], scope);
  for (const name of variables) declares ? scope.declare(name, value) : scope.set(name, value);
  return value;
}

function call([first, ...rest]: readonly Operand[], piped: Value[], scope: Scope): Value {
  if (first?.kind === "function") {
    const called = FUNCTIONS[first.name];
    if (called === undefined) throw new Error(`${first.name} cannot be rendered outside of Prometheus`);
    return called(...rest.map((operand) => operandValue(operand, scope)), ...piped);
  }
  if (rest.length + piped.length > 0) throw new Error("only a function takes arguments");
  return operandValue(first!, scope);
}

function operandValue(operand: Operand, scope: Scope): Value {
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

/** A label that is not there is an empty text, as Prometheus sets `missingkey=zero`. */
function follow(value: Value, path: readonly string[]): Value {
  return path.reduce<Value>((at, name) => {
    if (typeof at !== "object") throw new Error(`there is no ${name} of a ${typeof at}`);
    return Object.hasOwn(at, name) ? (at as ValueMap)[name] : "";
  }, value);
}
