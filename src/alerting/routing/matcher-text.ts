import { type AlertMatcher, FarolError, LABEL_NAME } from "../../model/index.ts";

const SHAPE = /^\s*([a-zA-Z_]\w*|"(?:[^"\\]|\\.)*")\s*(=~|!~|!=|=)\s*(.*?)\s*$/s;
const QUOTED = /^"(?:[^"\\]|\\.)*"$/s;
/** A shell takes quotes away; two operators in a row are a mistake. */
const BARE = /^(?![=~])[^"]*$/s;

/**
 * Reads a matcher as people write it: `severity="critical"`, `alertname=~"Http.*"`; the quotes may be missing.
 * @throws FarolError FAROL_MATCHER
 */
export function readMatcher(text: string): AlertMatcher {
  const [, name = "", operator, value = ""] = SHAPE.exec(text) ?? [];
  const label = unquoted(name);
  if (operator === undefined || label === "" || !(QUOTED.test(value) || BARE.test(value)))
    throw noMatcher(text);
  return { label, operator: operator as AlertMatcher["operator"], value: unquoted(value) };
}

/** A matcher as `readMatcher` reads it. */
export function matcherText({ label, operator, value }: AlertMatcher): string {
  return `${LABEL_NAME.test(label) ? label : quoted(label)}${operator}${quoted(value)}`;
}

function unquoted(text: string): string {
  if (!text.startsWith('"')) return text;
  return text.slice(1, -1).replace(/\\(.)/gs, (_, char: string) => (char === "n" ? "\n" : char));
}

function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n")}"`;
}

function noMatcher(text: string): FarolError {
  return new FarolError({
    code: "FAROL_MATCHER",
    found: `"${text}"`,
    rule: "a matcher is a label, one of =, !=, =~ and !~, and a value",
    cure: 'Write it like severity="critical" or alertname=~"Http.*".',
  });
}
