import { FUNCTIONS } from "./functions.ts";
import { parseTemplate } from "./parser.ts";
import type { Nodes, Operand, Pipe } from "./syntax.ts";

/**
 * Whether single labels are all that a template's text depends on: then it can be told before anything was measured.
 * @throws FarolError FAROL_TEMPLATE
 */
export function dependsOnLabelsOnly(template: string): boolean {
  return nodes(parseTemplate(template), true);
}

/** `isTop`: whether `.` is the alert here, and not what `with` or `range` made of it. */
function nodes(all: Nodes, isTop: boolean): boolean {
  return all.every((node) => {
    if (node.kind === "text") return true;
    if (!pipe(node.pipe, isTop)) return false;
    if (node.kind === "print") return true;
    const isTopInside = isTop && node.kind === "if";
    return nodes(node.then, isTopInside) && nodes(node.otherwise, isTop);
  });
}

function pipe({ commands }: Pipe, isTop: boolean): boolean {
  return commands.flat().every((one) => operand(one, isTop));
}

function operand(one: Operand, isTop: boolean): boolean {
  switch (one.kind) {
    case "literal":
      return true;
    case "function":
      return one.name in FUNCTIONS;
    case "pipe":
      return pipe(one.pipe, isTop);
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
