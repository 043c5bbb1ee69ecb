import type { Monitoring } from "../../../define/index.ts";
import type { Expression, MetricDeclaration, Panel, PanelQuery, PanelUnit } from "../../../model/index.ts";
import { walk } from "../../../promql/index.ts";
import { unitShown } from "../../dashboards/unit.ts";
import { treeOf } from "../../expression-tree.ts";
import type { Finding } from "../finding.ts";

/** Units that are plain numbers: a count may be shown in percent, a ratio as a number. */
const PLAIN: readonly PanelUnit[] = ["count", "points", "ratio"];

/** Panels that are shown in another unit than their numbers have, and those whose queries do not agree on one. */
export function contradictingUnits({ dashboards, metrics }: Monitoring): Finding[] {
  return dashboards.flatMap(({ title, panels }) =>
    panels.flatMap((panel) =>
      (panel.kind === "table" ? [] : disagreement(panel, title, metrics)).concat(
        panel.queries.flatMap((query) => contradiction(panel, query, title, metrics)),
      ),
    ),
  );
}

function contradiction(
  panel: Panel,
  { id, unit = panel.unit, expr }: PanelQuery,
  title: string,
  metrics: readonly MetricDeclaration[],
): Finding[] {
  const yielded = unitShown(panel, expr, metrics);
  if (unit === undefined || yielded === undefined || isAlike(unit, yielded) || isConverted(expr)) return [];
  return [
    {
      code: "FAROL_PANEL_UNIT",
      place: panel.place,
      found: `${unit} for the query ${id} of the panel "${panel.title}" of "${title}", which yields ${yielded}`,
      rule: "a panel is shown in the unit of its numbers",
      cure: "Leave the unit out, or mend the expression.",
    },
  ];
}

/** Queries without a unit of their own are drawn on one axis. */
function disagreement(panel: Panel, title: string, metrics: readonly MetricDeclaration[]): Finding[] {
  if (panel.unit !== undefined) return [];
  const units = panel.queries.flatMap(({ expr }) => unitShown(panel, expr, metrics) ?? []);
  const other = units.find((unit) => !isAlike(unit, units[0]!));
  if (other === undefined) return [];
  return [
    {
      code: "FAROL_PANEL_UNIT",
      place: panel.place,
      found: `${units[0]} and ${other} in the panel "${panel.title}" of "${title}"`,
      rule: "what is drawn on one axis has one unit",
      cure: "Make two panels of it.",
    },
  ];
}

function isAlike(a: PanelUnit, b: PanelUnit): boolean {
  return a === b || (PLAIN.includes(a) && PLAIN.includes(b));
}

/** Whether numbers are multiplied by a constant, which may make minutes of seconds: then nothing is known. */
function isConverted(expr: Expression): boolean {
  let isSo = false;
  walk(treeOf(expr), (node) => {
    if (node.kind !== "binary" || !["*", "/"].includes(node.op)) return;
    isSo ||= node.left.kind === "number" || node.right.kind === "number";
  });
  return isSo;
}
