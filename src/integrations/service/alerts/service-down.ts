import { alert, alertTest, alertTests, promql, testSeries } from "../../../define/index.ts";
import { OVERVIEW_DASHBOARD } from "../../dashboards/index.ts";
import { answered } from "../../http/index.ts";
import { lowAvailability } from "../../runbooks/index.ts";
import { failed, taken } from "./series.ts";

/** The window is no longer than the `for`: what failed between two scrapes, as in a restart, is out of it by then. */
export const serviceDown = alert("ServiceDown", {
  expr: promql`
    1 - sum(rate(${failed}[1m])) / sum(rate(${taken}[1m])) < 0.95
      and sum(increase(${failed}[1m])) > 3`,
  for: "1m",
  severity: "critical",
  summary: "The service answers only {{ $value | humanizePercentage }} of what it is asked",
  description: "For a minute, fewer than 95 % of the requests that the service took have succeeded.",
  runbook: lowAvailability,
  dashboard: OVERVIEW_DASHBOARD,
  tests: [
    ...alertTests({
      for: "1m",
      // the many that are refused do not count
      levels: (share) => answered({ 200: 100 * share, 401: 10_000, 503: 100 * (1 - share) }),
      firesAt: 0.94,
      silentAt: 0.96,
      window: "1m",
      // until the fourth failure
      seenAfter: "30s",
    }),
    alertTest("nothing succeeds", {
      shows: "fires",
      interval: "15s",
      input: testSeries([{ lasts: "5m", levels: answered({ 503: 10 }) }], "15s"),
      expect: [{ at: "4m", firing: [{}] }],
    }),
    alertTest("one in three fails, but those are two in a minute", {
      shows: "silent",
      interval: "15s",
      input: testSeries([{ lasts: "5m", levels: answered({ 200: 4, 500: 2 }) }], "15s"),
      expect: [{ at: "4m", firing: [] }],
    }),
    alertTest("everything fails between two scrapes", {
      shows: "silent",
      interval: "15s",
      input: testSeries(
        [
          { lasts: "2m", levels: answered({ 200: 200, 503: 0 }) },
          { lasts: "15s", levels: answered({ 200: 0, 503: 200 }) },
          { lasts: "5m", levels: answered({ 200: 200, 503: 0 }) },
        ],
        "15s",
      ),
      expect: (["2m30s", "3m", "3m15s", "3m30s", "4m"] as const).map((at) => ({ at, firing: [] })),
    }),
  ],
});
