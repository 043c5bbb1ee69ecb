import type { Check } from "../check.ts";

/** Panels of one dashboard that have one title: nobody can say which of them is meant. */
export const duplicatePanel: Check = {
  code: "FAROL_DUPLICATE_PANEL",
  level: "warning",
  title: "Several panels of a dashboard with one title",
  why: "A title is what a panel is called by those who speak of it, in a runbook or in the night. Where two of one dashboard have the same, nobody can say which is meant; often one is a copy that was to be changed.",
  find: ({ monitoring: { dashboards } }) =>
    dashboards.flatMap(({ title: whole, panels }) =>
      [...Map.groupBy(panels, ({ title }) => title).values()].flatMap(([, second]) =>
        second === undefined
          ? []
          : [
              {
                place: second.place,
                found: `several panels "${second.title}" in "${whole}"`,
                rule: "a title tells a panel from the others of its dashboard",
                cure: "Say in the title what is different, or take one away.",
              },
            ],
      ),
    ),
};
