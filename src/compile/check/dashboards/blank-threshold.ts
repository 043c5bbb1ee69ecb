import type { Panel } from "../../../model/index.ts";
import type { Check, Found } from "../check.ts";

/** A threshold whose color no number gets: another one hides it, or the scale ends before. */
export const blankThreshold: Check = {
  code: "FAROL_BLANK_THRESHOLD",
  level: "error",
  title: "A threshold whose color is never seen",
  why: "Between `yellow` and `red` numbers are yellow, past `red` they are red; which of the two is higher says whether high numbers are the bad ones. Where both are the same, nothing is ever yellow. Where one lies outside a gauge's scale, as 90 does on one from 0 to 1, its color is never seen, or no other: the gauge looks well whatever happens.",
  find: ({ monitoring: { dashboards } }) =>
    dashboards.flatMap(({ title, panels }) =>
      panels.flatMap((panel) => foundIn(panel, `in the panel "${panel.title}" of "${title}"`)),
    ),
};

function foundIn(panel: Panel, where: string): Found[] {
  const { thresholds, place } = panel;
  if (thresholds === undefined) return [];
  const { yellow, red } = thresholds;
  if (yellow === red) {
    const found = `yellow and red from ${red} on ${where}`;
    return [
      { place, found, rule: "each color has numbers of its own", cure: "Let yellow begin before red." },
    ];
  }
  if (panel.kind !== "gauge") return [];
  const { min, max = Number.POSITIVE_INFINITY } = panel;
  const outside = Object.entries(thresholds).find(([, at]) => at <= min || at > max);
  if (outside === undefined) return [];
  return [
    {
      place,
      found: `${outside.join(" from ")} on ${where}`,
      rule: `its scale is from ${min} to ${max}, so that one color is never seen`,
      cure: "Give the threshold in the unit of the numbers, a share as 0.9, or change the scale.",
    },
  ];
}
