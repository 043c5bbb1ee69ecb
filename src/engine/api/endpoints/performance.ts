import { jsonEndpoint } from "../endpoint.ts";
import { performanceOf } from "../performance.ts";
import { rangeOf, rangeParameters } from "../range.ts";
import { list, nullable, number, object, text } from "../schema.ts";

const optionalNumber = nullable(number());
const row = {
  requests: number(),
  ratePerSecond: optionalNumber,
  errors: number("Answers with 5xx."),
  clientErrors: number("Answers with 4xx."),
  errorRatio: optionalNumber,
  meanSeconds: optionalNumber,
  minSeconds: nullable(number("The lower bound of the fastest request's bucket.")),
  maxSeconds: nullable(number("The upper bound of the slowest request's bucket; null when that has none.")),
  p50Seconds: optionalNumber,
  p95Seconds: optionalNumber,
  p99Seconds: optionalNumber,
};

export const performance = jsonEndpoint({
  path: "/api/v1/monitoring/performance",
  summary: "Requests, errors and latency over a range, in total and for each endpoint, the busiest first",
  parameters: rangeParameters,
  schema: object({
    range: object({ startMs: number(), endMs: number() }),
    total: object(row),
    endpoints: list(object({ method: text(), endpoint: text(), ...row })),
  }),
  statuses: { 200: "Null where nothing was measured." },
  answer: ({ clock, history }, values) => {
    const range = rangeOf(values, clock.now());
    return { body: { range, ...performanceOf(history, range) } };
  },
});
