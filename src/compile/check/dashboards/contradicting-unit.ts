import type { PanelUnit } from "../../../model/index.ts";
import { type Catalogue, metricName, selectorsOf } from "../../../promql/index.ts";
import { unitOf, unitOfBounds } from "../../dashboards/unit.ts";
import type { Check, Found } from "../check.ts";
import { isScaled } from "../numbers/constant.ts";
import type { Subject } from "../subject.ts";
import { type PanelUse, panelUses } from "./panel-uses.ts";

/** Panels that are shown in another unit than their numbers have, and those whose queries do not agree on one. */
export const contradictingUnit: Check = {
  code: "FAROL_PANEL_UNIT",
  level: "error",
  title: "A panel in another unit than its numbers",
  why: "The unit of an expression follows from those of its metrics: a rate of bytes is bytes per second, seconds over seconds are a ratio. A panel that says another shows wrong numbers, and one whose queries have two units shows one of them wrong. Leave the unit out, so that it is derived, convert the numbers, or make two panels of it. Where numbers are multiplied by a constant nothing is found: it may make minutes of seconds.",
  find: (subject) =>
    [...Map.groupBy(panelUses(subject), ({ origin }) => origin.panel).values()].flatMap((uses) => [
      ...disagreement(uses, subject),
      ...uses.flatMap((use) => contradiction(use, subject)),
    ]),
};

function contradiction(use: PanelUse, { catalogue }: Subject): Found[] {
  const { panel, query } = use.origin;
  const unit = query.unit ?? panel.unit;
  const yielded = unitYielded(use, catalogue);
  if (unit === undefined || yielded === undefined || isAlike(unit, yielded) || isScaled(use.tree)) return [];
  return [
    {
      place: panel.place,
      found: `${unit} for ${use.what}, which yields ${yielded}`,
      rule: "a panel is shown in the unit of its numbers",
      cure: "Leave the unit out, or mend the expression.",
    },
  ];
}

/** Queries without a unit of their own are drawn on one axis; a table has a column for each. */
function disagreement(uses: readonly PanelUse[], { catalogue }: Subject): Found[] {
  const { panel, dashboard } = uses[0]!.origin;
  if (panel.kind === "table" || panel.unit !== undefined) return [];
  const units = uses.flatMap((use) => unitYielded(use, catalogue) ?? []);
  const other = units.find((unit) => !isAlike(unit, units[0]!));
  if (other === undefined) return [];
  return [
    {
      place: panel.place,
      found: `${units[0]} and ${other} in the panel "${panel.title}" of "${dashboard.title}"`,
      rule: "what is drawn on one axis has one unit",
      cure: "Make two panels of it.",
    },
  ];
}

/** What a panel shows of an expression's numbers, as far as that is known. */
function unitYielded({ origin, tree, facts }: PanelUse, catalogue: Catalogue): PanelUnit | undefined {
  if (origin.panel.kind !== "heatmap") return unitOf(facts.get(tree)?.dimension);
  const read = selectorsOf(tree).map((selector) => catalogue(metricName(selector) ?? "")?.metric);
  return unitOfBounds(read.find((metric) => metric !== undefined));
}

/** Plain numbers: a count may be shown in percent, a ratio as a number. */
const PLAIN: readonly PanelUnit[] = ["count", "points", "ratio"];

function isAlike(a: PanelUnit, b: PanelUnit): boolean {
  return a === b || (PLAIN.includes(a) && PLAIN.includes(b));
}
