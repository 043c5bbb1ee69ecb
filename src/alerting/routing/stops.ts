import type { Route } from "../../model/index.ts";
import { type ValueOf, type Verdict, verdictOf } from "./matcher.ts";

/** A route that an alert ends in. */
export interface Stop {
  /** From the root to the route itself. */
  readonly path: readonly Route[];
  /** Whether the alert surely ends here; else some label's value, which is not known, decides. */
  readonly isSure: boolean;
}

/**
 * Where an alert ends: in the first child that matches, and in later ones where that continues; in a route itself where
 * none of its children matches. In Alertmanager's order.
 */
export function stopsOf(root: Route, labelValue: ValueOf): Stop[] {
  const found: Stop[] = [];
  visit([root], labelValue, true, found);
  return found;
}

function visit(path: readonly Route[], labelValue: ValueOf, isReached: boolean, found: Stop[]): Verdict {
  const { matchers, routes } = path.at(-1)!;
  const own = verdictOf(matchers, labelValue);
  if (own === "no") return own;
  const isSure = isReached && own === "yes";
  const taken = visitChildren(path, routes, labelValue, isSure, found);
  if (taken !== "yes") found.push({ path, isSure: isSure && taken === "no" });
  return own;
}

/** Whether one of the children takes the alert. */
function visitChildren(
  path: readonly Route[],
  routes: readonly Route[],
  labelValue: ValueOf,
  isReached: boolean,
  found: Stop[],
): Verdict {
  let taken: Verdict = "no";
  let isSure = isReached;
  for (const child of routes) {
    const verdict = visit([...path, child], labelValue, isSure, found);
    if (verdict === "no") continue;
    if (taken !== "yes") taken = verdict;
    if (child.continue) continue;
    if (verdict === "yes") break;
    isSure = false;
  }
  return taken;
}
