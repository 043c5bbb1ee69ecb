import type { Labels, SeriesReader } from "../../model/index.ts";
import { evaluateInstant, QueryError, type QueryOptions } from "../../promql/index.ts";
import type { RuleExpression } from "../rule-file/rule-expression.ts";

/** One series that an expression answers, its name among its labels as `__name__`. */
export interface Answer {
  readonly metric: Labels;
  readonly value: number;
}

/**
 * What a rule's expression answers. A number is a series without labels.
 * @throws QueryError
 */
export async function answersOf(
  { tree, text }: RuleExpression,
  reader: SeriesReader,
  atMs: number,
  options: QueryOptions,
): Promise<Answer[]> {
  const answer = await evaluateInstant(tree, text, reader, atMs, options);
  if (answer.type === "scalar") return [{ metric: {}, value: answer.point.value }];
  if (answer.type !== "vector") throw new QueryError("rule result is not a vector or scalar");
  return answer.series.map(({ metric, points: [point] }) => ({ metric, value: point!.value }));
}
