import { FarolError, type HistogramDeclaration, type LabelDomains } from "../../model/index.ts";
import { bucketsOf, type Matches, type Selector } from "../select.ts";

/**
 * The observations of a histogram that were at most so large: the good ones of a latency's objective. Its total is
 * `countOf` the same histogram.
 * @param bound one of the histogram's own, in its unit
 * @throws FarolError FAROL_OBJECTIVE_BOUND
 */
export function atMost<L extends LabelDomains>(
  metric: HistogramDeclaration<L>,
  bound: number,
  matches: Matches<L> = {},
): Selector {
  if (!metric.buckets.includes(bound)) throw noBound(metric, bound);
  const { text } = bucketsOf(metric, matches);
  const le = matcherOf(spellings(bound));
  return {
    kind: "selector",
    text: text.endsWith("}") ? `${text.slice(0, -1)}, ${le}}` : `${text}{${le}}`,
    metric,
  };
}

/** How versions of Prometheus and of clients write one bound: a whole number with and without `.0`, or an exponent. */
function spellings(bound: number): string[] {
  const [mantissa, exponent] = bound.toExponential().split("e") as [string, string];
  const go = `${mantissa}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
  const isShort = bound !== 0 && (Math.abs(bound) < 1e-4 || Math.abs(bound) >= 1e6);
  const plain = Number.isInteger(bound) ? [String(bound), `${bound}.0`] : [String(bound)];
  return [...new Set([...plain, ...(isShort ? [go] : [])])];
}

function matcherOf(values: readonly string[]): string {
  if (values.length === 1) return `le="${values[0]}"`;
  return `le=~${JSON.stringify(values.map(escaped).join("|"))}`;
}

function escaped(text: string): string {
  return text.replace(/[.+]/g, "\\$&");
}

function noBound({ name, buckets }: HistogramDeclaration, bound: number): FarolError {
  const nearest = [buckets.findLast((one) => one < bound), buckets.find((one) => one > bound)];
  return new FarolError({
    code: "FAROL_OBJECTIVE_BOUND",
    found: `at most ${bound} of ${name}`,
    rule: "a histogram knows how many were at most one of its bounds, and nothing between them",
    cure: `Take ${nearest.filter((one) => one !== undefined).join(" or ")}, or declare the histogram with ${bound} among its buckets.`,
  });
}
