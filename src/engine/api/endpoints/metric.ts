import { type Family, LABEL_NAME, type Matcher, nearestName } from "../../../model/index.ts";
import type { Context } from "../context.ts";
import { jsonEndpoint } from "../endpoint.ts";
import { columnsOf } from "../metric-columns.ts";
import { SAMPLES_DEFAULT, SAMPLES_MOST, samplesOf } from "../metric-samples.ts";
import { choice, cursor, labelValues, limit, names, pathText, quantiles } from "../parameter.ts";
import { Problem } from "../problem.ts";
import { isRanged, rangeOf, rangeParameters, readSteps, stepParameter } from "../range.ts";
import { dictionary, either, integer, list, nullable, number, object, oneOf, pair, text } from "../schema.ts";
import { metricType } from "./metric-list.ts";

const described = { name: text(), type: metricType, unit: text() };
const labels = dictionary(text());

export const metric = jsonEndpoint({
  path: "/api/v1/monitoring/metrics/{name}",
  summary: "The history of one metric: its samples, or values, rates or quantiles at regular steps",
  parameters: {
    name: pathText("A metric's name, or that of one of a histogram's series, such as `x_bucket`."),
    view: choice(
      "`samples` as they were taken; `value`: the last one of each step; `rate`: growth a second over each step, at least four ticks; `quantiles` of a histogram.",
      ["samples", "value", "rate", "quantiles"],
    ),
    ...rangeParameters,
    ...stepParameter,
    by: names("Labels to add up by; empty: all into one; absent: each series for itself.", LABEL_NAME),
    q: quantiles("Which quantiles.", [0.5, 0.95, 0.99]),
    match: labelValues("Only series whose label has this value."),
    limit: limit("Samples of a series, the newest ones; for `view=samples`.", SAMPLES_MOST, SAMPLES_DEFAULT),
    cursor: cursor(/^\d{1,10}$/),
  },
  schema: either(
    object({
      ...described,
      help: text(),
      view: oneOf("samples"),
      series: list(
        object({
          name: text(),
          labels,
          samples: list(pair(integer("Unix milliseconds"), nullable(number()))),
        }),
      ),
      nextCursor: nullable(text()),
    }),
    object({
      ...described,
      view: oneOf("value", "rate", "quantiles"),
      range: object({ startMs: number(), endMs: number() }),
      stepMs: number(),
      timestampsMs: list(number()),
      series: list(object({ labels, values: list(nullable(number())) })),
    }),
  ),
  statuses: { 200: "Its history." },
  problems: ["FAROL_UNKNOWN_METRIC", "FAROL_WRONG_VIEW"],
  answer: (context, values) => {
    const family = context.store.family(values.name);
    if (family === undefined) throw unknownMetric(context, values.name);
    const { name, type, unit, help } = family;
    const matchers = [...values.match].map(([label, wanted]) => equals(label, wanted));
    const nowMs = context.clock.now();
    if (values.view === "samples") {
      const range = isRanged(values) ? rangeOf(values, nowMs) : undefined;
      const names = values.name === name ? seriesNames(family) : [values.name];
      const page = samplesOf(context.store, names, matchers, { ...values, range });
      return { body: { name, type, unit, help, view: values.view, ...page } };
    }
    const range = rangeOf(values, nowMs);
    const steps = readSteps(range, values.step, context.tickMs);
    const { view, by, q } = values;
    const question = { family, view, matchers, by, quantiles: q, steps, tickMs: context.tickMs };
    const series = columnsOf(context.history, question);
    const { stepMs, timestampsMs } = steps;
    return { body: { name, type, unit, view, range, stepMs, timestampsMs: [...timestampsMs], series } };
  },
});

function equals(label: string, wanted: string): Matcher {
  return { label, matches: (value) => value === wanted };
}

function seriesNames({ name, type }: Family): readonly string[] {
  return type === "histogram" ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];
}

function unknownMetric({ census }: Context, name: string): Problem {
  const nearest = nearestName(
    name,
    census.families.map(({ metric }) => metric.name),
  );
  const hint =
    nearest === undefined
      ? "/api/v1/monitoring/metrics lists those that there are"
      : `Did you mean ${nearest}?`;
  return new Problem("FAROL_UNKNOWN_METRIC", `There is no metric ${name}. ${hint}`);
}
