import { parseTemplate } from "./alert-template.ts";
import type { Command, Node, Nodes, Operand, Pipe } from "./syntax.ts";

/**
 * The labels of its alert that a template names, each once: `$labels.pool`, `.Labels.pool`, `index $labels "pool"`.
 * @throws FarolError FAROL_TEMPLATE
 */
export function labelNamesIn(template: string): string[] {
  const reader = new Reader();
  const { nodes, definitions } = parseTemplate(template);
  reader.nodes(nodes, "alert");
  for (const defined of definitions.values()) reader.definition(defined);
  return [...reader.names];
}

/** What a value is: the alert's data, its labels, or anything else. */
type Kind = "alert" | "labels" | "other";

class Reader {
  readonly names = new Set<string>();
  #variables = new Map<string, Kind>([
    ["$", "alert"],
    ["$labels", "labels"],
  ]);

  nodes(nodes: Nodes, dot: Kind): void {
    for (const node of nodes) this.#node(node, dot);
  }

  /** What it is called with is not followed. */
  definition(nodes: Nodes): void {
    this.#variables = new Map([["$", "other"]]);
    this.nodes(nodes, "other");
  }

  #node(node: Node, dot: Kind): void {
    if (!("pipe" in node)) return;
    const kind = this.#pipe(node.pipe, dot);
    if (!("then" in node)) return;
    // its variables are keys and values of what it goes over
    if (node.kind === "range") for (const name of node.pipe.variables) this.#variables.set(name, "other");
    this.nodes(node.then, { if: dot, with: kind, range: "other" as const }[node.kind]);
    this.nodes(node.otherwise, dot);
  }

  #pipe({ commands, variables }: Pipe, dot: Kind): Kind {
    const kinds = commands.map((command) => this.#command(command, dot));
    const kind = kinds.length === 1 ? kinds[0]! : "other";
    for (const name of variables) this.#variables.set(name, kind);
    return kind;
  }

  #command({ operands }: Command, dot: Kind): Kind {
    const kinds = operands.map((operand) => this.#operand(operand, dot));
    const [called, , key] = operands;
    const isIndex = called?.kind === "function" && called.name === "index" && kinds[1] === "labels";
    if (isIndex && key?.kind === "literal" && typeof key.value === "string") this.names.add(key.value);
    return operands.length === 1 ? kinds[0]! : "other";
  }

  #operand(operand: Operand, dot: Kind): Kind {
    switch (operand.kind) {
      case "dot":
        return this.#follow(dot, operand.path);
      case "variable":
        return this.#follow(this.#variables.get(operand.name) ?? "other", operand.path);
      case "chain":
        return this.#follow(this.#operand(operand.of, dot), operand.path);
      case "pipe":
        return this.#pipe(operand, dot);
      default:
        return "other";
    }
  }

  #follow(kind: Kind, [first, ...rest]: readonly string[]): Kind {
    if (first === undefined) return kind;
    if (kind === "alert") return first === "Labels" ? this.#follow("labels", rest) : "other";
    if (kind === "labels") this.names.add(first);
    return "other";
  }
}
