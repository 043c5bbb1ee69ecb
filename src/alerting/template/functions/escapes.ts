import { printed } from "../format.ts";
import type { Value } from "../value.ts";
import { print } from "./printing.ts";

const HTML: Readonly<Record<string, string>> = {
  "\0": "\uFFFD",
  '"': "&#34;",
  "'": "&#39;",
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
};
/** What Go writes as it is in a text of JavaScript. */
const PLAIN_IN_JS = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** Safe as a text of HTML. */
export function html(...args: Value[]): string {
  return asText(args).replace(/[\0"'&<>]/g, (char) => HTML[char]!);
}

/** Safe within a text of JavaScript. */
export function js(...args: Value[]): string {
  return asText(args).replace(/[\\'"<>&=]|[^ -~]/gu, escapedInJs);
}

function escapedInJs(char: string): string {
  if (char === "\\" || char === "'" || char === '"') return `\\${char}`;
  if (char > "\x7f" && PLAIN_IN_JS.test(char)) return char;
  return char === "\x7f" ? char : `\\u${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Safe within the query of an address. */
export function urlquery(...args: Value[]): string {
  return queryEscape(asText(args));
}

/** Go's `url.QueryEscape`. */
export function queryEscape(text: string): string {
  const others = (char: string) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text.toWellFormed())
    .replace(/[!'()*]/g, others)
    .replaceAll("%20", "+");
}

function asText(args: readonly Value[]): string {
  const [only] = args;
  if (args.length === 1 && typeof only === "string") return only;
  return print(...args.map((arg) => (typeof arg === "object" ? printed(arg) : (arg ?? "<no value>"))));
}
