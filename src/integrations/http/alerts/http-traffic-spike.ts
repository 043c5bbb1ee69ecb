import { alert, alertTest, alertTests, promql } from "../../../define/index.ts";
import { HTTP_DASHBOARD } from "../../dashboards/index.ts";
import { highLatency } from "../../runbooks/index.ts";
import { answered, requestsOver } from "../test-levels.ts";
import { isUsualKnown, traffic, usualTraffic } from "./series.ts";

/** Three times nearly nothing is no spike: more than one request a second is asked for besides. */
export const httpTrafficSpike = alert("HTTPTrafficSpike", {
  expr: promql`
    ${traffic} / ${usualTraffic} > 3
      and ${traffic} > 1
      and ${isUsualKnown}`,
  for: "10m",
  severity: "warning",
  summary: '{{ $value | printf "%.1f" }} times the usual number of requests arrive',
  description:
    "For 10 minutes there have been more than 3 times as many requests as in the hour before, and more than one a second.",
  runbook: highLatency,
  dashboard: HTTP_DASHBOARD,
  tests: [
    ...alertTests({
      for: "10m",
      levels: (times) => answered({ 200: 60 * times }),
      before: { at: 1, lasts: "60m" },
      firesAt: 7,
      silentAt: 2.9,
      window: "5m",
      // until the average of five minutes is three times the usual
      seenAfter: "2m",
      interval: "1m",
    }),
    alertTest("3.1 times as many", {
      shows: "fires",
      interval: "1m",
      input: requestsOver(["60m", 60], ["18m", 186]),
      expect: [{ at: "77m", firing: [{}] }],
    }),
    alertTest("six times as many, but that is one in ten seconds", {
      shows: "silent",
      interval: "1m",
      input: requestsOver(["60m", 1], ["18m", 6]),
      expect: [{ at: "77m", firing: [] }],
    }),
    alertTest("a service that has just started gets its traffic", {
      shows: "silent",
      interval: "1m",
      input: requestsOver(["15m", 60], ["25m", 240]),
      expect: [{ at: "34m", firing: [] }],
    }),
  ],
});
