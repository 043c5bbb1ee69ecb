import { alert, alertTest, alertTests, below, type Limit, promql } from "../../../define/index.ts";
import { HTTP_DASHBOARD } from "../../dashboards/index.ts";
import { WHEN_TRAFFIC_CHANGES } from "../../diagnoses/index.ts";
import { lowAvailability } from "../../runbooks/index.ts";
import { answered, requestsOver } from "../test-levels.ts";
import { isUsualKnown, traffic, usualTraffic } from "./series.ts";

/** Under 30 requests in five minutes, a pause is nothing unusual. Of a service that is gone there is no traffic to know. */
export function httpTrafficDrop(limit: Limit) {
  return alert("HTTPTrafficDrop", {
    expr: promql`
      ${traffic} / ${usualTraffic} < ${limit.threshold}
        and ${usualTraffic} > 0.1
        and ${isUsualKnown}`,
    for: limit.for,
    severity: "info",
    summary: "Only {{ $value | humanizePercentage }} of the usual requests arrive",
    description:
      `For ${limit.for} there have been fewer than ${limit.threshold} times as many requests as in the hour before. What is in ` +
      "front of the service may fail: DNS, load balancer, certificate, a client's release.",
    runbook: lowAvailability,
    dashboard: HTTP_DASHBOARD,
    diagnoses: WHEN_TRAFFIC_CHANGES,
    tests: [
      ...alertTests({
        ...{ for: limit.for, window: "5m", ...below(limit.threshold), interval: "1m" },
        before: { at: 1, lasts: "90m" },
        levels: (times) => answered({ 200: 30 * times }),
        seenAfter: "5m",
        littleTraffic: 0.1,
      }),
      alertTest("a service that has just started was only tried out", {
        shows: "silent",
        interval: "1m",
        input: requestsOver(["15m", 30], ["35m", 10 * limit.threshold]),
        expect: [{ at: "48m", firing: [] }],
      }),
    ],
  });
}
