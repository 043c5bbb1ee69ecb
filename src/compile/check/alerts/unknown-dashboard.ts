import { isAlert } from "../../../alerting/index.ts";
import type { Check } from "../check.ts";
import { cureOf } from "../cure.ts";

/** An alert whose dashboard is not there. */
export const unknownDashboard: Check = {
  code: "FAROL_ALERT_DASHBOARD",
  level: "error",
  title: "An alert whose dashboard does not exist",
  why: "The second look, after an alert's text, is at a dashboard: the message links to it by the dashboard's id. A link to one that is not there, since it was renamed or never made, ends at Grafana's start page.",
  find: ({ monitoring }) => {
    const ids = new Set(monitoring.dashboards.map(({ id }) => id));
    return monitoring.rules
      .filter(isAlert)
      .filter(({ dashboard }) => !ids.has(dashboard))
      .map(({ name, place, dashboard }) => ({
        place,
        found: `dashboard ${JSON.stringify(dashboard)} of alert "${name}"`,
        rule: "no dashboard of this monitoring has that id",
        ...cureOf(String(dashboard), ids, "Name one that there is."),
      }));
  },
};
