import type { Monitoring } from "../../../define/index.ts";
import type { Finding } from "../finding.ts";

/** Queries of one panel that have one id: the answers of one are shown, those of the other nowhere. */
export function duplicateQueries({ dashboards }: Monitoring): Finding[] {
  return dashboards.flatMap(({ title, panels }) =>
    panels.flatMap((panel) => {
      const ids = panel.queries.map(({ id }) => id);
      const doubles = new Set(ids.filter((id, i) => ids.indexOf(id) !== i));
      return [...doubles].map((id) => ({
        code: "FAROL_DUPLICATE_QUERY" as const,
        place: panel.place,
        found: `several queries "${id}" in the panel "${panel.title}" of "${title}"`,
        rule: "an id names one query of a panel",
        cure: "Leave the ids out: each query then has a letter of its own.",
      }));
    }),
  );
}
