import {
  boundPattern,
  boundSpellings,
  FarolError,
  type HistogramDeclaration,
  type LabelDomains,
} from "../../model/index.ts";
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
  const le = matcherOf(bound);
  return {
    kind: "selector",
    text: text.endsWith("}") ? `${text.slice(0, -1)}, ${le}}` : `${text}{${le}}`,
    metric,
  };
}

function matcherOf(bound: number): string {
  const [spelling, ...others] = boundSpellings(bound);
  return others.length === 0 ? `le="${spelling}"` : `le=~${JSON.stringify(boundPattern([bound]))}`;
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
