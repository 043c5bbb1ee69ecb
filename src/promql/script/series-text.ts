import type { Labels } from "../../model/index.ts";

const NAME = /^\s*([a-zA-Z_:][\w:]*)?\s*/;
const PAIR = /\s*(?:([\w.:]+)|("(?:[^"\\]|\\.)*"))\s*(?:=\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))?\s*,?\s*/y;

/**
 * A series as a script names it, and what stands behind it on the line.
 * @throws Error for what is no series
 */
export function readSeries(line: string): { readonly metric: Labels; readonly rest: string } {
  const [before, name] = NAME.exec(line)!;
  const named: Labels = name === undefined ? {} : { __name__: name };
  // two braces are a native histogram, which is a point
  if (line[before.length] !== "{" || line.startsWith("{{", before.length))
    return { metric: named, rest: line.slice(before.length) };
  const { labels, end } = readLabels(line, before.length + 1);
  return { metric: { ...named, ...labels }, rest: line.slice(end + 1) };
}

/** The labels from behind a brace on, and where its counterpart stands. A quoted text alone is the metric's name. */
function readLabels(line: string, start: number): { readonly labels: Labels; readonly end: number } {
  const labels: Record<string, string> = {};
  let end = start;
  while (line[end] !== "}") {
    PAIR.lastIndex = end;
    const [whole, plain, quoted, value] = PAIR.exec(line) ?? [];
    if (whole === undefined || whole === "") throw new Error(`"${line}" is no series`);
    end += whole.length;
    const label = plain ?? unquoted(quoted!);
    if (value === undefined) labels.__name__ = label;
    else if (value.length > 2) labels[label] = unquoted(value);
  }
  return { labels, end };
}

function unquoted(text: string): string {
  const inner = text.slice(1, -1);
  if (text.startsWith("'")) return inner;
  return JSON.parse(`"${inner.replace(/\\'/g, "'").replace(/\\x([0-9a-f]{2})/gi, "\\u00$1")}"`) as string;
}
