import { parseTemplate } from "./alert-template.ts";
import { FUNCTIONS } from "./functions.ts";
import type { Node, Nodes, Operand, Pipe } from "./syntax.ts";

/**
 * Whether single labels are all that a template's text depends on: then it can be told before anything was measured.
 * @throws FarolError FAROL_TEMPLATE
 */
export function dependsOnLabelsOnly(template: string): boolean {
  const { nodes, definitions } = parseTemplate(template);
  // in a definition, `.` is what it is called with, which is looked at where that happens
  return all(nodes, true) && [...definitions.values()].every((defined) => all(defined, false));
}

/** `isTop`: whether `.` is the alert here, and not what `with` or `range` made of it. */
function all(nodes: Nodes, isTop: boolean): boolean {
  return nodes.every((one) => node(one, isTop));
}

function node(one: Node, isTop: boolean): boolean {
  if (!("pipe" in one)) return true;
  if (!pipe(one.pipe, isTop)) return false;
  if (!("then" in one)) return true;
  return all(one.then, isTop && one.kind === "if") && all(one.otherwise, isTop);
}

function pipe({ commands }: Pipe, isTop: boolean): boolean {
  return commands.flatMap(({ operands }) => operands).every((one) => operand(one, isTop));
}

function operand(one: Operand, isTop: boolean): boolean {
  switch (one.kind) {
    case "literal":
    case "nil":
      return true;
    case "function":
      return one.name in FUNCTIONS;
    case "pipe":
      return pipe(one, isTop);
    case "chain":
      return operand(one.of, isTop);
    case "dot":
      return !isTop || isLabel(one.path);
    case "variable":
      return one.name === "$" ? isLabel(one.path) : isOwnOrLabel(one.name, one.path);
  }
}

function isLabel([first, ...rest]: readonly string[]): boolean {
  return first === "Labels" && rest.length > 0;
}

/** A template's own variables hold what was looked at where they were given their value. */
function isOwnOrLabel(name: string, path: readonly string[]): boolean {
  if (name === "$labels") return path.length > 0;
  return !["$value", "$externalLabels", "$externalURL"].includes(name);
}
