import type { ReadSelector } from "../../model/index.ts";
import { parse } from "../parser/parse.ts";
import { compileMatcher } from "./matcher.ts";

/**
 * Reads a selector from its text.
 * @throws PromqlError, or TypeError for what is another expression
 */
export function readSelector(text: string): ReadSelector {
  const selector = parse(text);
  if (selector.kind !== "selector") throw new TypeError(`${text} is no selector`);
  const matchers = selector.matchers.map((one) => ({ ...one, ...compileMatcher(one, "v3") }));
  return { name: selector.name, matchers };
}
