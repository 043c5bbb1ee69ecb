import { parseGoTemplate } from "../template/parser.ts";
import type { Node, ParsedTemplate } from "../template/syntax.ts";
import { FUNCTION_NAMES } from "./functions.ts";

/** What stands in a template of Alertmanager, in order. */
export type MessageNode = Node;

/** A text, and the templates that it defines besides. */
export type ParsedMessage = ParsedTemplate;

/**
 * Reads a text as Alertmanager does: Go's text/template with Alertmanager's functions.
 * @throws FarolError FAROL_TEMPLATE
 */
export function parseMessage(text: string): ParsedMessage {
  return parseGoTemplate(text, { functions: FUNCTION_NAMES });
}
