import { presenceOf } from "../../../promql/index.ts";
import type { Check, Found } from "../check.ts";
import { type PanelUse, panelUses } from "./panel-uses.ts";

/** A table whose queries do not yield the labels of its rows, or yield others besides. */
export const tableRows: Check = {
  code: "FAROL_TABLE_ROWS",
  level: "error",
  title: "A table whose queries do not yield its rows",
  why: "A table has a row for each set of the labels in `rows`, and the answers of its queries come together in one row where these labels are equal. A query that lacks one of them leaves its column blank there; one that has others besides makes rows of its own, and a column that nobody asked for. Let every query aggregate `by` the labels of the rows.",
  find: (subject) => panelUses(subject).flatMap(foundIn),
};

function foundIn({ origin: { panel }, what, tree, facts }: PanelUse): Found[] {
  if (panel.kind !== "table") return [];
  const { rows, place } = panel;
  const set = facts.get(tree)!.labels;
  const missing = rows.filter((label) => presenceOf(set, label) === "never");
  const others = [...set.labels].filter(
    ([label, presence]) => presence === "always" && label !== "__name__" && !rows.includes(label),
  );
  const rule = "a table's queries yield the labels of its rows, and no others";
  const cure = `Aggregate by (${rows.join(", ")}), or change the rows.`;
  return [
    ...missing.map((label) => ({ place, found: `${what}, which does not yield ${label}`, rule, cure })),
    ...others.map(([label]) => ({ place, found: `${what}, which yields ${label} too`, rule, cure })),
  ];
}
