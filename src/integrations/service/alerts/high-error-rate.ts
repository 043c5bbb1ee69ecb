import { alert, alertTest, alertTests, promql, testSeries } from "../../../define/index.ts";
import { SERVICE_DASHBOARD } from "../../dashboards/index.ts";
import { answered } from "../../http/index.ts";
import { highErrorRate } from "../../runbooks/index.ts";
import { areSeveral, failedShare } from "./series.ts";

export const highErrorRateAlert = alert("HighErrorRate", {
  expr: promql`${failedShare} > 0.01 and ${areSeveral}`,
  for: "5m",
  severity: "critical",
  summary: "The service fails {{ $value | humanizePercentage }} of what it is asked",
  description: "More than 1 % of the requests that the service took have failed for 5 minutes.",
  runbook: highErrorRate,
  dashboard: SERVICE_DASHBOARD,
  tests: [
    ...alertTests({
      for: "5m",
      // the many that are refused do not count
      levels: (share) => answered({ 200: 300 * (1 - share), 404: 10_000, 500: 300 * share }),
      firesAt: 0.011,
      silentAt: 0.009,
      window: "5m",
      // until the fourth failure
      seenAfter: "1m",
    }),
    alertTest("one in five fails, but that is one every two minutes", {
      shows: "silent",
      interval: "1m",
      input: testSeries([{ lasts: "30m", levels: answered({ 200: 2, 500: 0.5 }) }], "1m"),
      expect: [{ at: "29m", firing: [] }],
    }),
  ],
});
