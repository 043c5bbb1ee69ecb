import { Budget } from "./budget.ts";
import type { Dialect } from "./dialect.ts";
import { Evaluator } from "./evaluator.ts";
import { MAX_DEPTH } from "./limits.ts";
import { Output } from "./output.ts";
import { Scope } from "./scope.ts";
import type { Block, CallNode, Literal, Node, Nodes, ParsedTemplate } from "./syntax.ts";

/** What a template is rendered with. */
export interface Rendering<V> {
  /** What `.` and `$` are. */
  readonly dot: V;
  /** Variables that are there from the start. */
  readonly variables?: Readonly<Record<string, V>>;
  /** Templates that may be called, beside those that the template defines. */
  readonly definitions?: ReadonlyMap<string, Nodes>;
  /** Default: one of its own. */
  readonly budget?: Budget;
}

/**
 * Renders a template as Go's text/template does.
 * @throws TemplateFailure where the program would fail, at a limit, and for functions that cannot be rendered outside of it.
 */
export function renderGoTemplate<V extends Literal | object | undefined>(
  template: ParsedTemplate,
  dialect: Dialect<V>,
  { dot, variables = {}, definitions = new Map(), budget = new Budget() }: Rendering<V>,
): string {
  const evaluator = new Evaluator(dialect, template.source, budget);
  const renderer = new Renderer(dialect, evaluator, new Map([...definitions, ...template.definitions]));
  return renderer.render(template.nodes, new Scope(dot, Object.entries({ $: dot, ...variables })));
}

/** How a list of nodes ended: at its end, or by what ends or goes on with the range around it. */
type Ending = "end" | "break" | "continue";

class Renderer<V extends Literal | object | undefined> {
  readonly #dialect: Dialect<V>;
  readonly #evaluator: Evaluator<V>;
  readonly #definitions: ReadonlyMap<string, Nodes>;
  readonly #output = new Output();
  #depth = 0;

  constructor(dialect: Dialect<V>, evaluator: Evaluator<V>, definitions: ReadonlyMap<string, Nodes>) {
    this.#dialect = dialect;
    this.#evaluator = evaluator;
    this.#definitions = definitions;
  }

  render(nodes: Nodes, scope: Scope<V>): string {
    this.#nodes(nodes, scope);
    return this.#output.text();
  }

  #nodes(nodes: Nodes, scope: Scope<V>): Ending {
    for (const node of nodes) {
      this.#evaluator.step();
      const ending = this.#node(node, scope);
      if (ending !== "end") return ending;
    }
    return "end";
  }

  #node(node: Node, scope: Scope<V>): Ending {
    switch (node.kind) {
      case "text":
        return this.#write(() => node.text);
      case "print": {
        const value = this.#evaluator.pipe(node.pipe, scope);
        if (node.pipe.variables.length > 0) return "end";
        return this.#write(() => (value === undefined ? "<no value>" : this.#dialect.printed(value)));
      }
      case "call":
        return this.#call(node, scope);
      case "range":
        return this.#range(node, scope);
      case "break":
      case "continue":
        return node.kind;
      default:
        return this.#choice(node, scope);
    }
  }

  #write(text: () => string): Ending {
    this.#evaluator.guarded(() => this.#output.write(text()));
    return "end";
  }

  #call(node: CallNode, scope: Scope<V>): Ending {
    const nodes = this.#definitions.get(node.name);
    if (nodes === undefined) return this.#evaluator.fail(`template "${node.name}" not defined`, node);
    if (this.#depth === MAX_DEPTH)
      return this.#evaluator.fail(`exceeded maximum template depth (${MAX_DEPTH})`, node);
    const dot = node.pipe === undefined ? (undefined as V) : this.#evaluator.pipe(node.pipe, scope);
    this.#depth++;
    this.#evaluator.within(node.name, () => this.#nodes(nodes, new Scope(dot, [["$", dot]])));
    this.#depth--;
    return "end";
  }

  #choice({ kind, pipe, then, otherwise }: Block, outer: Scope<V>): Ending {
    const scope = outer.inner();
    const value = this.#evaluator.pipe(pipe, scope);
    if (!this.#dialect.isTrue(value)) return this.#nodes(otherwise, scope);
    return this.#nodes(then, kind === "with" ? scope.inner(value) : scope);
  }

  #range({ pipe, then, otherwise }: Block, outer: Scope<V>): Ending {
    const scope = outer.inner();
    const all = this.#evaluator.pipe(pipe, scope);
    const entries = this.#entries(all);
    this.#evaluator.step(entries.length);
    if (entries.length === 0) return this.#nodes(otherwise, scope);
    for (const [key, value] of entries) {
      const round = scope.inner(value);
      const [first, second] = pipe.variables;
      const give = (name: string, given: V) =>
        pipe.declares ? round.declare(name, given) : round.set(name, given);
      if (second !== undefined) give(first!, key);
      if (first !== undefined) give(second ?? first, value);
      if (this.#nodes(then, round) === "break") break;
    }
    return "end";
  }

  #entries(all: V): readonly (readonly [V, V])[] {
    if (all === undefined) return [];
    const entries = typeof all === "object" ? this.#dialect.entries(all) : undefined;
    return entries ?? this.#evaluator.fail(`range can't iterate over ${this.#dialect.printed(all)}`);
  }
}
