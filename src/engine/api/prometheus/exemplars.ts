import type { Labels } from "../../../model/index.ts";
import { compileMatcher, selectorsOf, type VectorSelector } from "../../../promql/index.ts";
import { type Exemplar, newestExemplar } from "../../exposition/index.ts";
import type { Family } from "../../slab/family.ts";
import { numbersOf } from "../../slab/numbers.ts";
import { badData } from "./api-error.ts";
import type { ApiContext, Route } from "./asked.ts";
import { byLabels, metricJson } from "./metric-json.ts";
import { sampleText, timeText } from "./number-text.ts";
import { optionalRange, parsed } from "./parameters.ts";

interface Traced {
  readonly metric: Labels;
  readonly exemplar: Exemplar;
}

type Predicate = (metric: Labels) => boolean;

const sorted = byLabels(({ metric }: Traced) => metric);

/** The exemplars of the series that an expression is about: the newest of each bucket, as `/metrics` has them. */
export const queryExemplars: Route = {
  takesForm: true,
  costs: false,
  answer: ({ given, context }) => {
    const { startMs = -Infinity, endMs = Infinity } = optionalRange(given) ?? {};
    if (endMs < startMs) throw badData("end timestamp must not be before start timestamp");
    const selectors = selectorsOf(parsed(given.get("query") ?? "", badData)).map(predicateOf);
    if (selectors.length === 0) return { data: undefined };
    context.refresh();
    const found = [...exemplarsOf(context)].filter(
      ({ metric, exemplar: { timeMs } }) =>
        timeMs >= startMs && timeMs <= endMs && selectors.some((matches) => matches(metric)),
    );
    return { data: listJson(sorted(found)) };
  },
};

function predicateOf({ name, matchers }: VectorSelector): Predicate {
  const compiled = matchers.map((one) => compileMatcher(one, "v3"));
  return (metric) =>
    (name === undefined || metric.__name__ === name) &&
    compiled.every(({ label, matches }) => matches(metric[label] ?? ""));
}

function* exemplarsOf({ census }: ApiContext): Iterable<Traced> {
  for (const family of census.families) if (family.metric.exemplars) yield* ofFamily(family);
}

function* ofFamily({ metric, series }: Family): Iterable<Traced> {
  const buckets = numbersOf(metric).filter(({ le }) => le !== undefined);
  for (const one of series)
    for (const [bucket, { name, le }] of buckets.entries()) {
      const exemplar = newestExemplar(metric, one, bucket);
      if (exemplar !== undefined) yield { metric: { __name__: name, ...one.labels, le: le! }, exemplar };
    }
}

function* listJson(found: readonly Traced[]): Iterable<string> {
  yield "[";
  for (const [i, { metric, exemplar }] of found.entries()) {
    const { traceId, value, timeMs } = exemplar;
    const text = `{"labels":{"trace_id":"${traceId}"},"value":"${sampleText(value)}","timestamp":${timeText(timeMs)}}`;
    yield `${i > 0 ? "," : ""}{"seriesLabels":${metricJson(metric)},"exemplars":[${text}]}`;
  }
  yield "]";
}
