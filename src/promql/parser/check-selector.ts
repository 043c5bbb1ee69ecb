import type { VectorSelector } from "../ast.ts";
import { goQuote } from "../go-quote.ts";
import { compileMatcher } from "../matcher/matcher.ts";
import type { ValueType } from "../value-type.ts";
import type { Cursor } from "./cursor.ts";

/**
 * Reports a selector that names its metric twice, or that sets no condition.
 * @param mayMatchAll Whether no condition is no mistake here.
 */
export function checkSelector(cursor: Cursor, selector: VectorSelector, mayMatchAll = false): ValueType {
  const { name, matchers, span } = selector;
  if (name !== undefined) {
    for (const { label, value } of matchers) {
      if (label !== "__name__") continue;
      cursor.report(`metric name must not be set twice: ${goQuote(name)} or ${goQuote(value)}`, span);
    }
  } else if (
    !mayMatchAll &&
    matchers.every((it) => compileMatcher(it, cursor.options.semantics).matches(""))
  ) {
    cursor.report("vector selector must contain at least one non-empty matcher", span);
  }
  return "vector";
}
