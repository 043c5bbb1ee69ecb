import { parseDuration as parseMs } from "../../../model/index.ts";
import { goQuote } from "../../../promql/index.ts";

/** Each word begins with a capital letter; beyond ASCII, only white space separates words. */
export function title(text: string): string {
  return text.replace(/(?<=^|[[[\0-\x7f]--\w]\p{White_Space}])\p{L}/gv, toUpper);
}

/** In small letters. */
export function toLower(text: string): string {
  // the only one that becomes two
  return mapped(text.replaceAll("\u0130", "i"), (char) => char.toLowerCase());
}

/** In capital letters. */
export function toUpper(text: string): string {
  return mapped(text, (char) => char.toUpperCase());
}

/** A duration of Prometheus, such as `1h30m`, in seconds. */
export function parseDuration(text: string): number {
  if (text === "0") return 0;
  if (text === "") throw new Error("empty duration string");
  try {
    return parseMs(text) / 1000;
  } catch {
    throw new Error(`not a valid duration string: ${goQuote(text)}`);
  }
}

/** Go maps characters one by one: none becomes two, and none depends on its neighbors. */
function mapped(text: string, change: (char: string) => string): string {
  if (/^[\0-\x7f]*$/.test(text)) return change(text);
  return Array.from(text, (char) => {
    const changed = change(char);
    return Array.from(changed).length === 1 ? changed : char;
  }).join("");
}
