import type {
  HistogramDeclaration,
  LabelDomains,
  LabelValues,
  MetricDeclaration,
  MetricType,
} from "../model/index.ts";

/** Series of one metric: its name, and which of its labels are asked for. */
export interface Selector {
  readonly kind: "selector";
  readonly text: string;
  readonly metric: MetricDeclaration;
}

/** What one label may be: this value, one of these, or what `not` and `matching` say. */
export type Match<V extends string> = V | readonly V[] | Not<V> | Matching;
/** What the labels of a metric may be. A name or a value that was not declared does not compile. */
export type Matches<L extends LabelDomains> = { readonly [K in keyof L]?: Match<LabelValues<L>[K]> };

interface Not<V extends string> {
  readonly not: V | readonly V[] | Matching;
}
interface Matching {
  /** As Prometheus' regular expressions are: RE2, and about the whole value. */
  readonly pattern: string;
}

/** Every value but this, these, or those of a pattern. */
export function not<const V extends string>(value: V | readonly V[] | Matching): Not<V> {
  return { not: value };
}

/** Values that a regular expression matches whole, as Prometheus reads it (RE2). */
export function matching(pattern: string): Matching {
  return { pattern };
}

/** The series of a counter or a gauge. A histogram's are those of `bucketsOf`, `countOf` and `sumOf`. */
export function select<L extends LabelDomains>(
  metric: Extract<MetricDeclaration<L>, { type: Exclude<MetricType, "histogram"> }>,
  matches: Matches<L> = {},
): Selector {
  return selector(metric, metric.name, matches);
}

/** The cumulative counts of a histogram, by `le`. */
export function bucketsOf<L extends LabelDomains>(
  metric: HistogramDeclaration<L>,
  matches: Matches<L> = {},
): Selector {
  return selector(metric, `${metric.name}_bucket`, matches);
}

/** How many observations a histogram has. */
export function countOf<L extends LabelDomains>(
  metric: HistogramDeclaration<L>,
  matches: Matches<L> = {},
): Selector {
  return selector(metric, `${metric.name}_count`, matches);
}

/** The sum of a histogram's observations. */
export function sumOf<L extends LabelDomains>(
  metric: HistogramDeclaration<L>,
  matches: Matches<L> = {},
): Selector {
  return selector(metric, `${metric.name}_sum`, matches);
}

function selector(
  metric: MetricDeclaration,
  name: string,
  matches: Readonly<Record<string, Match<string> | undefined>>,
): Selector {
  const matchers = Object.entries(matches).flatMap(([label, match]) =>
    match === undefined ? [] : [matcher(label, match)],
  );
  const text = matchers.length === 0 ? name : `${name}{${matchers.join(", ")}}`;
  return { kind: "selector", text, metric };
}

function matcher(label: string, match: Match<string>): string {
  const isNot = typeof match === "object" && "not" in match;
  const wanted = isNot ? match.not : (match as string | readonly string[] | Matching);
  const sign = isNot ? "!" : "";
  if (typeof wanted === "string") return `${label}${isNot ? "!=" : "="}${quoted(wanted)}`;
  if ("pattern" in wanted) return `${label}${sign || "="}~${quoted(wanted.pattern)}`;
  return `${label}${sign || "="}~${quoted(wanted.map(escaped).join("|"))}`;
}

/** A string of PromQL, whose escapes are Go's; those of JSON are among them. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

/** A text that a regular expression of RE2 matches as it is. */
export function escaped(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, "\\$&");
}
