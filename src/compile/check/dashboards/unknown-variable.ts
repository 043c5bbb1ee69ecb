import { type Monitoring, variablesIn } from "../../../define/index.ts";
import { type Dashboard, nearestName, type Panel } from "../../../model/index.ts";
import type { Finding } from "../finding.ts";

/** Variables that a panel's expressions name and its dashboard does not have: the panel stays blank. */
export function unknownVariables({ dashboards }: Monitoring): Finding[] {
  return dashboards.flatMap((dashboard) => dashboard.panels.flatMap((panel) => inPanel(dashboard, panel)));
}

function inPanel({ title, variables }: Dashboard, panel: Panel): Finding[] {
  const known = variables.map(({ name }) => name);
  const named = new Set(panel.queries.flatMap(({ expr }) => variablesIn(expr.text)));
  return [...named]
    .filter((name) => !known.includes(name))
    .map((name) => ({
      ...nearestTo(name, known),
      code: "FAROL_UNKNOWN_VARIABLE",
      place: panel.place,
      found: `$${name} in the panel "${panel.title}" of "${title}"`,
      rule: "an expression names variables of its dashboard",
      cure:
        known.length === 0
          ? "This dashboard has none: give it the variable, or take it out of the expression."
          : `This dashboard has ${known.map((one) => `$${one}`).join(", ")}.`,
    }));
}

function nearestTo(name: string, known: readonly string[]): Pick<Finding, "nearest"> {
  const nearest = nearestName(name, known);
  return nearest === undefined ? {} : { nearest: `$${nearest}` };
}
