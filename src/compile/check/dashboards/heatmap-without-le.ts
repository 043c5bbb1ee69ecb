import { presenceOf } from "../../../promql/index.ts";
import type { Check } from "../check.ts";
import { panelUses } from "./panel-uses.ts";

/** A heatmap whose query does not yield buckets. */
export const heatmapWithoutLe: Check = {
  code: "FAROL_HEATMAP_WITHOUT_LE",
  level: "error",
  title: "A heatmap without buckets",
  why: "A heatmap draws a histogram's buckets, which are told apart by their bound `le`. A query that does not yield it, because it sums it away or reads no buckets, draws nothing. Sum the rate of the buckets `by (le)`.",
  find: (subject) =>
    panelUses(subject)
      .filter(({ origin }) => origin.panel.kind === "heatmap")
      .filter(({ tree, facts }) => presenceOf(facts.get(tree)!.labels, "le") === "never")
      .map(({ what, origin }) => ({
        place: origin.panel.place,
        found: `${what}, whose answers have no label le`,
        rule: "a heatmap draws buckets, which le tells apart",
        cure: "Write sum by (le) (rate(…)) of bucketsOf(…).",
      })),
};
