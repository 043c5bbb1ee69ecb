import { FarolError } from "../../model/index.ts";
import { FUNCTION_NAMES } from "./functions.ts";
import { parseGoTemplate } from "./parser.ts";
import type { ParsedTemplate } from "./syntax.ts";

/** Read or refused, by text: an alert's texts are rendered again and again. */
const known = new Map<string, ParsedTemplate | FarolError>();
/** Together with the next, what bounds the memory of `known`. */
const MAX_KNOWN = 1000;
const MAX_KNOWN_LENGTH = 4096;

const VOCABULARY = {
  functions: FUNCTION_NAMES,
  variables: ["$labels", "$externalLabels", "$externalURL", "$value"],
  prelude:
    "{{$labels := .Labels}}{{$externalLabels := .ExternalLabels}}{{$externalURL := .ExternalURL}}{{$value := .Value}}",
};

/**
 * Reads a template as those of alerts are read: Go's text/template with Prometheus' functions and variables.
 * @throws FarolError FAROL_TEMPLATE
 */
export function parseTemplate(template: string): ParsedTemplate {
  const found = known.get(template);
  const parsed = found ?? parsedOrRefused(template);
  if (found === undefined && template.length <= MAX_KNOWN_LENGTH) remember(template, parsed);
  if (parsed instanceof FarolError) throw parsed;
  return parsed;
}

function parsedOrRefused(template: string): ParsedTemplate | FarolError {
  try {
    return parseGoTemplate(template, VOCABULARY);
  } catch (error) {
    if (error instanceof FarolError) return error;
    throw error;
  }
}

function remember(template: string, parsed: ParsedTemplate | FarolError): void {
  const [oldest] = known.keys();
  if (known.size >= MAX_KNOWN) known.delete(oldest!);
  known.set(template, parsed);
}
