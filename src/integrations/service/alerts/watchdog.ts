import { alert, alertTest, promql } from "../../../define/index.ts";
import { OVERVIEW_DASHBOARD } from "../../dashboards/index.ts";
import { notificationsNotArriving } from "../../runbooks/index.ts";

/** Goes to a heartbeat outside, which tells when it stays away: then no other alert would arrive either. */
export const watchdog = alert("Watchdog", {
  expr: promql`vector(1)`,
  severity: "info",
  summary: "Alerts arrive",
  description:
    "This alert always fires. When whoever waits for it hears nothing, other alerts do not arrive either.",
  runbook: notificationsNotArriving,
  dashboard: OVERVIEW_DASHBOARD,
  tests: [
    alertTest("whatever the numbers are", {
      shows: "fires",
      interval: "15s",
      input: [],
      expect: [
        { at: "0s", firing: [{}] },
        { at: "1h", firing: [{}] },
      ],
    }),
  ],
});
