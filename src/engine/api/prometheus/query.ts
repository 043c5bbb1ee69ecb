import {
  type Annotations,
  documentedType,
  evaluateInstant,
  evaluateRange,
  type SeriesAnswer,
  valueTypeOf,
} from "../../../promql/index.ts";
import { ApiError, badData, invalidParameter } from "./api-error.ts";
import type { Answer, Asked, Route } from "./asked.ts";
import { byLabels } from "./metric-json.ts";
import { expressionOf, limitOf, optionalTime, queryOptionsOf, requiredTime, stepOf } from "./parameters.ts";
import { instantJson, matrixJson } from "./result-json.ts";
import { truncated } from "./truncated.ts";

/** As many as Prometheus allows. */
const MOST_STEPS = 11_000;

const sorted = byLabels(({ metric }: SeriesAnswer) => metric);

/** What an expression yields at one time. */
export const query: Route = {
  takesForm: true,
  costs: true,
  answer: async (asked) => {
    const { given, context } = asked;
    const limit = limitOf(given);
    const atMs = optionalTime(given, "time") ?? context.clock.now();
    const options = inTime(queryOptionsOf(asked));
    const { expr, text } = expressionOf(given);
    const answer = await evaluateInstant(expr, text, context.store, atMs, options);
    const series = answer.type === "vector" || answer.type === "matrix" ? answer.series : [];
    const { kept, warnings } = truncated(answer.type === "matrix" ? sorted(series) : series, limit);
    refuseTooMany(kept, answer.type === "matrix" ? Number.POSITIVE_INFINITY : 1, asked);
    return annotated(instantJson(answer, kept), answer, warnings);
  },
};

/** What an expression yields at regular steps. */
export const queryRange: Route = {
  takesForm: true,
  costs: true,
  answer: async (asked) => {
    const limit = limitOf(asked.given);
    const steps = stepsOf(asked.given);
    const options = inTime(queryOptionsOf(asked));
    const { expr, text } = expressionOf(asked.given);
    const type = valueTypeOf(expr);
    if (type === "matrix" || type === "string")
      throw invalidParameter(
        "query",
        `invalid expression type "${documentedType(type)}" for range query, must be Scalar or instant Vector`,
      );
    const answer =
      (await asked.answers?.evaluate(expr, text, steps, options)) ??
      (await evaluateRange(expr, text, asked.context.store, steps, options));
    const { kept, warnings } = truncated(sorted(answer.series), limit);
    refuseTooMany(kept, (steps.endMs - steps.startMs) / steps.stepMs + 1, asked);
    return annotated(matrixJson(kept), answer, warnings);
  },
};

function stepsOf(given: URLSearchParams) {
  const startMs = requiredTime(given, "start");
  const endMs = requiredTime(given, "end");
  if (endMs < startMs) throw invalidParameter("end", "end timestamp must not be before start time");
  const stepMs = stepOf(given);
  if (Math.floor((endMs - startMs) / stepMs) > MOST_STEPS)
    throw badData(
      "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)",
    );
  // Times are whole milliseconds; Prometheus itself fails on a step that is less than one.
  return { startMs, endMs, stepMs: Math.max(1, Math.floor(stepMs)) };
}

/** Prometheus notices before it begins that there is no time. */
function inTime<T extends { readonly timeoutMs?: number }>(options: T): T {
  if ((options.timeoutMs ?? 1) <= 0) throw new ApiError("timeout", "query timed out in query queue");
  return options;
}

/** @param atMost Samples that a series may have: they are counted only where there may be too many. */
function refuseTooMany(
  series: readonly SeriesAnswer[],
  atMost: number,
  { limits: { maxAnswerSamples } }: Asked,
): void {
  if (series.length * atMost <= maxAnswerSamples) return;
  const samples = series.reduce((sum, { samples }) => sum + samples.values.length, 0);
  if (samples > maxAnswerSamples)
    throw new ApiError(
      "execution",
      `the answer has ${samples} samples, and ${maxAnswerSamples} at most are sent: ask for fewer series, a shorter time or a longer step`,
    );
}

function annotated(
  data: Iterable<string>,
  { warnings, infos }: Annotations,
  more: readonly string[],
): Answer {
  return { data, warnings: [...warnings, ...more], infos };
}
