import { variablesIn } from "../../../define/index.ts";
import type { Dashboard } from "../../../model/index.ts";
import type { Check, Found } from "../check.ts";

/** A choice that changes nothing. */
export const unusedVariable: Check = {
  code: "FAROL_UNUSED_VARIABLE",
  level: "warning",
  title: "A dashboard's variable that no panel uses",
  why: 'Whoever chooses a value sees the same numbers as before, and takes them for those of the choice. Let the panels\' expressions use the variable (`select(letters, { kind })`, which writes `kind=~"$kind"`), or leave it out.',
  find: ({ monitoring }) => monitoring.dashboards.flatMap(inDashboard),
};

function inDashboard({ title, variables, panels }: Dashboard): Found[] {
  const expressions = panels.flatMap(({ queries }) => queries.map(({ expr }) => expr.text));
  const used = new Set(expressions.flatMap(variablesIn));
  // one that there is not may be meant to be one that there is, and is found as such
  if (used.values().some((one) => variables.every(({ name }) => name !== one))) return [];
  return variables
    .filter(({ name }) => !used.has(name))
    .map(({ name, place }) => ({
      place,
      found: `the variable $${name} of "${title}"`,
      rule: "a choice is for something: an expression of a panel has to use it",
      cure: "Use it in the panels' expressions, or leave it out.",
    }));
}
