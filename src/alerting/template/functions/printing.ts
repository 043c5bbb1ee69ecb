import { plainText, plainTexts } from "../format.ts";
import { joined } from "../output.ts";
import { HtmlText, type Value } from "../value.ts";

/** `fmt.Sprint`: Go puts a space between two that are both no strings. */
export function print(...args: Value[]): string {
  return joined(spaced(args), "");
}

/** `fmt.Sprintln` */
export function println(...args: Value[]): string {
  return `${joined(plainTexts(args), " ")}\n`;
}

function* spaced(args: readonly Value[]): Iterable<string> {
  for (const [i, arg] of args.entries())
    yield (i > 0 && !isText(arg) && !isText(args[i - 1]) ? " " : "") + plainText(arg);
}

function isText(value: Value): boolean {
  return typeof value === "string" || value instanceof HtmlText;
}
