import type { Check } from "../check.ts";
import { combinations, unknownLabels } from "./combinations.ts";

/** Fewer than these are used up by a few routes or users. */
const FEW = 10;

/** A cap that leaves no room for values that are not known beforehand. */
export const tightCap: Check = {
  code: "FAROL_TIGHT_CAP",
  level: "note",
  title: "A cap that a few values use up",
  why: "Each new value of an unbounded label brings a series for every combination of the closed sets beside it. Where the cap holds fewer than ten of them, the eleventh route or tenant may be counted as `overflow`, and alerts about it never fire.",
  find: ({ monitoring }) =>
    monitoring.metrics.flatMap((metric) => {
      const unknown = unknownLabels(metric);
      const room = Math.floor(metric.maxSeries / combinations(metric, "closed"));
      if (metric.external === true || unknown.length === 0 || room === 0 || room >= FEW) return [];
      return {
        place: metric.place,
        found: `${metric.name}, whose cap of ${metric.maxSeries} series holds ${room} ${room === 1 ? "value" : "values"} of ${unknown.join(" and ")}`,
        rule: `each comes with ${combinations(metric, "closed")} combinations of closed sets`,
        cure: "Raise `maxSeries`, or take a label away.",
      };
    }),
};
