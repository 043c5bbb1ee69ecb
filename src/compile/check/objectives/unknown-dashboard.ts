import { isAlert } from "../../../alerting/index.ts";
import type { Check } from "../check.ts";
import { cureOf } from "../cure.ts";

/** An objective whose dashboard is not there. */
export const objectiveDashboard: Check = {
  code: "FAROL_OBJECTIVE_DASHBOARD",
  level: "error",
  title: "An objective whose dashboard does not exist",
  why: "Who reads that a budget is burning wants to see how fast. An objective gives its dashboard to its alerts; one that was changed afterwards may name another than they do. What alerts name themselves is told of them.",
  find: ({ monitoring }) => {
    const ids = new Set(monitoring.dashboards.map(({ id }) => id));
    return monitoring.objectives
      .filter(({ dashboard }) => !ids.has(dashboard))
      .filter(({ rules, dashboard }) => !rules.some((rule) => isAlert(rule) && rule.dashboard === dashboard))
      .map(({ name, dashboard, place }) => ({
        place,
        found: `dashboard "${dashboard}" of the objective "${name}"`,
        rule: "no dashboard of this monitoring has that id",
        ...cureOf(dashboard, ids, "Name one that there is."),
      }));
  },
};
