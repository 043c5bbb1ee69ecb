export type { Annotations } from "./annotations.ts";
export {
  evaluateInstant,
  evaluateRange,
  type InstantAnswer,
  type RangeAnswer,
  type Steps,
} from "./evaluate.ts";
export { metricText, seriesText } from "./metric-text.ts";
export type { QueryLimits, QueryOptions } from "./query.ts";
export { QueryError, type QueryFailure } from "./query-error.ts";
export { ColumnAnswer, type Point, type SeriesAnswer } from "./series-answer.ts";
