import { presenceOf } from "../../../promql/index.ts";
import type { Check, Found } from "../check.ts";
import { cureOf } from "../cure.ts";
import { labelsListed } from "../listed.ts";
import type { Origin, Use } from "../use.ts";

/** A label that a legend or the text of a mark names and that its query's answers never have. */
export const legendLabel: Check = {
  code: "FAROL_LEGEND_LABEL",
  level: "error",
  title: "A legend that names a label which its query never yields",
  why: "Where a query's answers have no label `pool`, Grafana shows nothing in place of `{{pool}}`: every line is called the same. So it is with the text of a mark. Let the expression keep the label.",
  find: ({ uses }) => uses.flatMap(inUse),
};

function inUse({ origin, what, tree, facts }: Use): Found[] {
  const { labels } = facts.get(tree)!;
  const text = textOf(origin);
  if (text === undefined) return [];
  return placeholdersIn(text.text)
    .filter((label) => label !== "__name__" && presenceOf(labels, label) === "never")
    .map((label) => ({
      place: text.place,
      found: `{{${label}}} in the ${text.what} of ${what}`,
      rule: `its answers have ${labelsListed(labels.labels.keys())}`,
      ...cureOf(label, labels.labels.keys(), "Let the expression keep the label, or do not name it."),
    }));
}

function textOf(origin: Origin): { what: string; text: string; place: Found["place"] } | undefined {
  if (origin.kind === "mark") return { what: "text", ...origin.mark };
  if (origin.kind === "panel")
    return { what: "legend", text: origin.query.legend, place: origin.panel.place };
  return undefined;
}

/** As Grafana finds them. */
function placeholdersIn(text: string): string[] {
  return [...text.matchAll(/\{\{\s*(.+?)\s*\}\}/g)].map(([, label]) => label!);
}
