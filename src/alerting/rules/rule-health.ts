import type { SeriesReader } from "../../model/index.ts";
import { compileMatcher, type Semantics, selectorsOf } from "../../promql/index.ts";
import type { RunningRule } from "./running-rule.ts";

/**
 * How a rule is.
 *
 * - `unknown`: it was not evaluated yet.
 * - `ok`: its expression had answers.
 * - `empty`: it had none, though there are series that it is about. Of an alert that is as it should be.
 * - `no series`: it had none, and none of its selectors finds a series: it may be about what nobody measures.
 * - `error`: it could not be evaluated.
 */
export type RuleHealth =
  | { readonly state: "unknown" | "ok" | "empty" | "no series" }
  | { readonly state: "error"; readonly message: string };

/** How a rule is, by its last evaluation and by what a store has now. */
export function healthOf(
  { outcome, rule }: RunningRule,
  reader: SeriesReader,
  semantics: Semantics = "v3",
): RuleHealth {
  if (outcome.state === "unknown") return { state: "unknown" };
  if (outcome.state === "failed") return { state: "error", message: outcome.message };
  if (outcome.answers > 0) return { state: "ok" };
  const selectors = selectorsOf(rule.expression.tree);
  const finds = selectors.some(({ name, matchers }) => {
    const [series] = reader.select(
      name,
      matchers.map((one) => compileMatcher(one, semantics)),
    );
    return series !== undefined;
  });
  return { state: selectors.length > 0 && !finds ? "no series" : "empty" };
}
