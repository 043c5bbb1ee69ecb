import type { Check } from "../check.ts";

/** Queries of one panel that have one id: the answers of one are shown, those of the other nowhere. */
export const duplicateQuery: Check = {
  code: "FAROL_DUPLICATE_QUERY",
  level: "error",
  title: "Several queries of a panel with one id",
  why: "An id (Grafana's `refId`) names one query of a panel. Where two have the same, the answers of one are shown, and those of the other nowhere. Leave the ids out: each query then has a letter of its own.",
  find: ({ monitoring: { dashboards } }) =>
    dashboards.flatMap(({ title, panels }) =>
      panels.flatMap((panel) => {
        const ids = panel.queries.map(({ id }) => id);
        const doubles = new Set(ids.filter((id, i) => ids.indexOf(id) !== i));
        return [...doubles].map((id) => ({
          place: panel.place,
          found: `several queries "${id}" in the panel "${panel.title}" of "${title}"`,
          rule: "an id names one query of a panel",
          cure: "Leave the ids out: each query then has a letter of its own.",
        }));
      }),
    ),
};
