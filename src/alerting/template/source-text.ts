import { goQuote } from "../../promql/index.ts";
import type { CallNode, Command, Operand, Pipe } from "./syntax.ts";

/** What an error can be about. */
export type Located = CallNode | Command | Operand;

/** How Go writes a part of a template in an error. */
export function sourceText(part: Located): string {
  switch (part.kind) {
    case "call":
      return `{{template ${goQuote(part.name)}${part.pipe === undefined ? "" : ` ${pipeText(part.pipe)}`}}}`;
    case "command":
      return part.operands.map(argument).join(" ");
    case "literal":
      return part.text;
    case "nil":
      return "nil";
    case "dot":
      return part.path.length === 0 ? "." : fields(part.path);
    case "variable":
      return part.name + fields(part.path);
    case "chain":
      return argument(part.of) + fields(part.path);
    case "function":
      return part.name;
    case "pipe":
      return pipeText(part);
  }
}

function pipeText({ variables, declares, commands }: Pipe): string {
  const assigned = variables.length === 0 ? "" : `${variables.join(", ")} ${declares ? ":=" : "="} `;
  return assigned + commands.map(sourceText).join(" | ");
}

function argument(operand: Operand): string {
  return operand.kind === "pipe" ? `(${pipeText(operand)})` : sourceText(operand);
}

function fields(path: readonly string[]): string {
  return path.map((name) => `.${name}`).join("");
}
