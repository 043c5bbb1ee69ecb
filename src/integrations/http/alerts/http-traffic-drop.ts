import { alert, alertTest, alertTests, promql } from "../../../define/index.ts";
import { HTTP_DASHBOARD } from "../../dashboards/index.ts";
import { lowAvailability } from "../../runbooks/index.ts";
import { answered, requestsOver } from "../test-levels.ts";
import { isUsualKnown, traffic, usualTraffic } from "./series.ts";

/** Under 30 requests in five minutes, a pause is nothing unusual. Of a service that is gone there is no traffic to know. */
export const httpTrafficDrop = alert("HTTPTrafficDrop", {
  expr: promql`
    ${traffic} / ${usualTraffic} < 0.3
      and ${usualTraffic} > 0.1
      and ${isUsualKnown}`,
  for: "15m",
  severity: "info",
  summary: "Only {{ $value | humanizePercentage }} of the usual requests arrive",
  description:
    "For 15 minutes there have been fewer than 0.3 times as many requests as in the hour before. What is in front of the " +
    "service may fail: DNS, load balancer, certificate, a client's release.",
  runbook: lowAvailability,
  dashboard: HTTP_DASHBOARD,
  tests: [
    ...alertTests({
      for: "15m",
      levels: (times) => answered({ 200: 30 * times }),
      before: { at: 1, lasts: "60m" },
      firesAt: 0.1,
      silentAt: 0.31,
      window: "5m",
      // until the average of five minutes is under 0.3 times the usual
      seenAfter: "4m",
      interval: "1m",
    }),
    alertTest("29 in a hundred are left", {
      shows: "fires",
      interval: "1m",
      input: requestsOver(["60m", 30], ["22m", 8.7]),
      expect: [{ at: "81m", firing: [{}] }],
    }),
    alertTest("few become none", {
      shows: "silent",
      interval: "1m",
      input: requestsOver(["60m", 4], ["22m", 0]),
      expect: [{ at: "81m", firing: [] }],
    }),
    alertTest("a service that has just started was only tried out", {
      shows: "silent",
      interval: "1m",
      input: requestsOver(["15m", 30], ["25m", 3]),
      expect: [{ at: "38m", firing: [] }],
    }),
  ],
});
