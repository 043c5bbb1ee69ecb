import { type Expression, FarolError } from "../model/index.ts";
import {
  EVERYTHING_EXPERIMENTAL,
  type Expr,
  metricName,
  PromqlError,
  parse,
  type Semantics,
  selectorsOf,
} from "../promql/index.ts";

/**
 * Reads an expression as any version of Prometheus does that files are written for.
 * @throws FarolError FAROL_PROMQL when none does
 */
export function treeOf(expression: Expression): Expr {
  const newest = read(expression, "v3");
  if (!(newest instanceof PromqlError)) return newest;
  const oldest = read(expression, "v2");
  if (!(oldest instanceof PromqlError)) return oldest;
  const { file, line } = expression.place;
  throw new FarolError({
    code: "FAROL_PROMQL",
    found: `${expression.text} (${file}:${line})`,
    rule: `Prometheus refuses it: ${newest.message}`,
    cure: "Mend the expression.",
  });
}

/** The metrics and recordings that an expression reads; undefined is among them where a pattern says which. */
export function metricsReadBy(expression: Expression): Set<string | undefined> {
  return new Set(selectorsOf(treeOf(expression)).map(metricName));
}

function read({ text }: Expression, semantics: Semantics): Expr | PromqlError {
  try {
    return parse(text, { semantics, ...EVERYTHING_EXPERIMENTAL });
  } catch (error) {
    if (error instanceof PromqlError) return error;
    throw error;
  }
}
