import { variablesIn } from "../../../define/index.ts";
import type { Dashboard, Panel } from "../../../model/index.ts";
import type { Check, Found } from "../check.ts";
import { cureOf } from "../cure.ts";

/** Variables that a panel's expressions and legends name and its dashboard does not have: the panel stays blank. */
export const unknownVariable: Check = {
  code: "FAROL_UNKNOWN_VARIABLE",
  level: "error",
  title: "A variable that the dashboard does not have",
  why: "A query or a legend names a variable that its dashboard does not have, so that it is sent as it is written and answers nothing. Give the dashboard that variable, or mend the name.",
  find: ({ monitoring: { dashboards } }) =>
    dashboards.flatMap((dashboard) => dashboard.panels.flatMap((panel) => inPanel(dashboard, panel))),
};

function inPanel({ title, variables }: Dashboard, panel: Panel): Found[] {
  const known = variables.map(({ name }) => name);
  const named = new Set(
    panel.queries.flatMap(({ expr, legend }) => [expr.text, legend].flatMap(variablesIn)),
  );
  return [...named]
    .filter((name) => !known.includes(name))
    .map((name) => ({
      place: panel.place,
      found: `$${name} in the panel "${panel.title}" of "${title}"`,
      rule: "an expression names variables of its dashboard",
      ...cureOf(name, known, "Give the dashboard the variable, or take it out of the expression."),
    }));
}
