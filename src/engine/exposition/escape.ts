/** A label's value between its quotation marks (both formats). */
export function escapeLabelValue(value: string): string {
  return value.replace(/[\\"\n]/g, (character) => (character === "\n" ? "\\n" : `\\${character}`));
}

/** The text after `# HELP name`. OpenMetrics also escapes quotation marks, 0.0.4 must not. */
export function escapeHelp(help: string, quotes: boolean): string {
  const escaped = help.replace(/[\\\n]/g, (character) => (character === "\n" ? "\\n" : "\\\\"));
  return quotes ? escaped.replaceAll('"', '\\"') : escaped;
}
