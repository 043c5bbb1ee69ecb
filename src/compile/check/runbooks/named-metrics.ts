import { metricName, PromqlError, parse, selectorsOf } from "../../../promql/index.ts";
import type { CodeBlock, Markdown } from "../../runbooks/markdown.ts";

/** A metric that a page names, and where. */
export interface NamedMetric {
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

/** Endings that only metrics have, or braces with a matcher: other names in code are of columns, settings, functions. */
const SURELY_METRIC =
  /^([a-z_:][\w:]*)\{\s*\w+\s*[=!]|^([a-z_:][\w:]*_(?:total|seconds|bytes|ratio|celsius|bucket))$/i;
/** What promtool is asked, and metrics by their address in the monitoring API. */
const PROMTOOL = /promtool\s+query\s+(?:instant|range)\b[^'"\n]*(?:'([^']+)'|"([^"\n]+)")/g;
const ADDRESS = /\/metrics\/([a-z_:][\w:]*)/gi;

/** What a page surely means as metrics: in queries, in addresses of the monitoring API, and as code within lines. */
export function namedMetrics({ blocks, spans }: Markdown): NamedMetric[] {
  const inSpans = spans.flatMap(({ text, line, column }) => {
    const [, selected, ended] = SURELY_METRIC.exec(text) ?? [];
    return [selected ?? ended].filter((name) => name !== undefined).map((name) => ({ name, line, column }));
  });
  return [...inSpans, ...blocks.flatMap(inBlock)];
}

function inBlock({ language, code, line }: CodeBlock): NamedMetric[] {
  if (language === "promql") return queryNames(code, line);
  if (!/^(?:sh|bash|shell|console)$/.test(language)) return [];
  const lines = code.split("\n").entries();
  return [...lines].flatMap(([i, text]) => [
    ...[...text.matchAll(PROMTOOL)].flatMap(([, single, double]) =>
      queryNames(single ?? double ?? "", line + i),
    ),
    ...[...text.matchAll(ADDRESS)].map(({ 1: name, index }) => ({
      name: name!,
      line: line + i,
      column: index + 1,
    })),
  ]);
}

/** Of one query, or of one in each line. What is no query is somebody's shorthand. */
function queryNames(text: string, line: number): NamedMetric[] {
  const whole = namesIn(text);
  if (whole !== undefined) return whole.map((name) => ({ name, line, column: 1 }));
  const lines = [...text.split("\n").entries()];
  return lines.flatMap(([i, one]) =>
    (namesIn(one) ?? []).map((name) => ({ name, line: line + i, column: 1 })),
  );
}

function namesIn(query: string): string[] | undefined {
  try {
    return selectorsOf(parse(query, { semantics: "v3" }))
      .map(metricName)
      .filter((name) => name !== undefined);
  } catch (error) {
    if (error instanceof PromqlError) return undefined;
    throw error;
  }
}
