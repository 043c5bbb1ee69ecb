import { selectorsOf } from "../../promql/index.ts";
import type { RunningRule } from "./running-rule.ts";

/**
 * How a rule is.
 *
 * - `unknown`: it was not evaluated yet.
 * - `ok`: its expression had answers.
 * - `empty`: it had none, though there are series that it is about. Of an alert that is as it should be.
 * - `no series`: it had none, and none of its selectors found a series: it may be about what nobody measures.
 * - `error`: it could not be evaluated.
 */
export type RuleHealth =
  | { readonly state: "unknown" | "ok" | "empty" | "no series" }
  | { readonly state: "error"; readonly message: string };

/** How a rule is, by its last evaluation. */
export function healthOf({ outcome, rule }: Pick<RunningRule, "outcome" | "rule">): RuleHealth {
  if (outcome.state === "unknown") return { state: "unknown" };
  if (outcome.state === "failed") return { state: "error", message: outcome.message };
  if (outcome.answers > 0) return { state: "ok" };
  const isAboutNothing = !outcome.hasFound && selectorsOf(rule.expression.tree).length > 0;
  return { state: isAboutNothing ? "no series" : "empty" };
}
