import { EVERYTHING_EXPERIMENTAL, type Expr, parse, type Semantics } from "../../promql/index.ts";

/** An expression of a rule, read once. */
export interface RuleExpression {
  readonly text: string;
  readonly tree: Expr;
}

/**
 * Reads an expression as a Prometheus does that was told to allow everything experimental.
 * @throws PromqlError
 */
export function readRuleExpression(text: string, semantics: Semantics): RuleExpression {
  return { text, tree: parse(text, { semantics, ...EVERYTHING_EXPERIMENTAL }) };
}
