import { type AlertMatcher, LABEL_NAME } from "../../../model/index.ts";
import { checkLabels } from "./abilities.ts";

/** Matchers as both of Alertmanager's parsers read them alike. */
export function matcherTexts(matchers: readonly AlertMatcher[], version: string): string[] {
  const names = matchers.map(({ label }) => label);
  checkLabels(names, "utf8Labels", version);
  return matchers.map(({ label, operator, value }) => `${labelText(label)}${operator}${quoted(value)}`);
}

function labelText(label: string): string {
  return LABEL_NAME.test(label) ? label : quoted(label);
}

/** The only escapes that the parser before 0.27 knows. */
function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n")}"`;
}
