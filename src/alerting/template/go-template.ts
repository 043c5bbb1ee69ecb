import type { Literal, Operand, Pipe } from "./syntax.ts";

/** What stands in a template of Go's, in order, whichever program takes it. `call` is `{{ template "name" pipe }}`. */
export type GoNode =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "print"; readonly pipe: Pipe }
  | { readonly kind: "call"; readonly name: string; readonly pipe?: Pipe }
  | GoBlock;

interface GoBlock {
  readonly kind: "if" | "with" | "range";
  readonly pipe: Pipe;
  readonly then: readonly GoNode[];
  readonly otherwise: readonly GoNode[];
}

/** What a program's templates do in their own way, on its own values. */
export interface Dialect<V> {
  /** The program, as errors name it. */
  readonly program: string;
  readonly functions: Readonly<Record<string, ((...args: V[]) => V) | undefined>>;
  /** What `range` can go over, as errors say it. */
  readonly ranged: string;
  isTrue(value: V): boolean;
  entries(value: object): readonly (readonly [V, V])[];
  printed(value: V): string;
  /** The field or key of a map or list. */
  field(of: object, name: string): V;
  /** The templates that may be called, by name. */
  readonly definitions?: ReadonlyMap<string, readonly GoNode[]>;
}

/** What `.` is, and the variables that are seen. */
class Scope<V> {
  readonly dot: V;
  readonly #variables: Map<string, V>;
  readonly #outer: Scope<V> | undefined;

  constructor(dot: V, variables: Iterable<readonly [string, V]>, outer?: Scope<V>) {
    this.dot = dot;
    this.#variables = new Map(variables);
    this.#outer = outer;
  }

  inner(dot = this.dot): Scope<V> {
    return new Scope(dot, [], this);
  }

  get(name: string): V {
    return this.#variables.has(name) || this.#outer === undefined
      ? (this.#variables.get(name) as V)
      : this.#outer.get(name);
  }

  declare(name: string, value: V): void {
    this.#variables.set(name, value);
  }

  set(name: string, value: V): void {
    if (this.#variables.has(name) || this.#outer === undefined) this.#variables.set(name, value);
    else this.#outer.set(name, value);
  }
}

/**
 * Renders a template as Go's text/template does.
 * @param variables Those that are there from the start, besides `$`, which is `dot`.
 * @throws Error where the program would fail, and for functions that cannot be rendered outside of it.
 */
export function renderGoTemplate<V extends Literal | object>(
  nodes: readonly GoNode[],
  dialect: Dialect<V>,
  dot: V,
  variables: Readonly<Record<string, V>> = {},
): string {
  return new Renderer(dialect).nodes(nodes, new Scope(dot, Object.entries({ $: dot, ...variables })));
}

class Renderer<V extends Literal | object> {
  readonly #dialect: Dialect<V>;

  constructor(dialect: Dialect<V>) {
    this.#dialect = dialect;
  }

  nodes(nodes: readonly GoNode[], scope: Scope<V>): string {
    return nodes.map((node) => this.#node(node, scope)).join("");
  }

  #node(node: GoNode, scope: Scope<V>): string {
    switch (node.kind) {
      case "text":
        return node.text;
      case "print": {
        const value = this.#evaluate(node.pipe, scope);
        if (node.pipe.variables.length > 0) return "";
        return value === undefined ? "<no value>" : this.#dialect.printed(value);
      }
      case "call":
        return this.#call(node, scope);
      case "range":
        return this.#range(node, scope);
      default:
        return this.#choice(node, scope);
    }
  }

  #call({ name, pipe }: Extract<GoNode, { kind: "call" }>, scope: Scope<V>): string {
    const nodes = this.#dialect.definitions?.get(name);
    if (nodes === undefined) throw new Error(`template "${name}" is not defined here`);
    const dot = pipe === undefined ? (undefined as V) : this.#evaluate(pipe, scope);
    return this.nodes(nodes, new Scope(dot, [["$", dot]]));
  }

  #choice({ kind, pipe, then, otherwise }: GoBlock, outer: Scope<V>): string {
    const scope = outer.inner();
    const value = this.#evaluate(pipe, scope);
    if (!this.#dialect.isTrue(value)) return this.nodes(otherwise, scope);
    return this.nodes(then, kind === "with" ? scope.inner(value) : scope);
  }

  #range({ pipe, then, otherwise }: GoBlock, outer: Scope<V>): string {
    const all = this.#evaluate({ ...pipe, variables: [] }, outer);
    if (typeof all !== "object") throw new Error(`range goes over ${this.#dialect.ranged}`);
    const rounds = this.#dialect.entries(all).map(([key, value]) => {
      const scope = outer.inner(value);
      const [first, second] = pipe.variables;
      if (second !== undefined) scope.declare(first!, key);
      if (first !== undefined) scope.declare(second ?? first, value);
      return this.nodes(then, scope);
    });
    return rounds.length > 0 ? rounds.join("") : this.nodes(otherwise, outer);
  }

  #evaluate({ commands, variables, declares }: Pipe, scope: Scope<V>): V {
    let value = undefined as V;
    for (const [i, command] of commands.entries()) value = this.#run(command, i === 0 ? [] : [value], scope);
    for (const name of variables) declares ? scope.declare(name, value) : scope.set(name, value);
    return value;
  }

  #run([first, ...rest]: readonly Operand[], piped: V[], scope: Scope<V>): V {
    if (first?.kind === "function") {
      const called = this.#dialect.functions[first.name];
      if (called === undefined)
        throw new Error(`${first.name} cannot be rendered outside of ${this.#dialect.program}`);
      return called(...rest.map((operand) => this.#operand(operand, scope)), ...piped);
    }
    if (rest.length + piped.length > 0) throw new Error("only a function takes arguments");
    return this.#operand(first!, scope);
  }

  #operand(operand: Operand, scope: Scope<V>): V {
    switch (operand.kind) {
      case "literal":
        return operand.value as V;
      case "function":
        return this.#run([operand], [], scope);
      case "dot":
        return this.#follow(scope.dot, operand.path);
      case "variable":
        return this.#follow(scope.get(operand.name), operand.path);
      case "pipe":
        return this.#follow(this.#evaluate(operand.pipe, scope), operand.path);
    }
  }

  #follow(value: V, path: readonly string[]): V {
    return path.reduce((at, name) => {
      if (typeof at !== "object") throw new Error(`there is no ${name} of a ${typeof at}`);
      return this.#dialect.field(at, name);
    }, value);
  }
}
