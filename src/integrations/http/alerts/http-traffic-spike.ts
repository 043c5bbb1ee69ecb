import { above, alert, alertTest, alertTests, type Limit, promql } from "../../../define/index.ts";
import { HTTP_DASHBOARD } from "../../dashboards/index.ts";
import { WHEN_TRAFFIC_CHANGES } from "../../diagnoses/index.ts";
import { highLatency } from "../../runbooks/index.ts";
import { answered, requestsOver } from "../test-levels.ts";
import { isUsualKnown, traffic, usualTraffic } from "./series.ts";

/** Three times nearly nothing is no spike: more than one request a second is asked for besides. */
export function httpTrafficSpike(limit: Limit) {
  return alert("HTTPTrafficSpike", {
    expr: promql`
      ${traffic} / ${usualTraffic} > ${limit.threshold}
        and ${traffic} > 1
        and ${isUsualKnown}`,
    for: limit.for,
    severity: "warning",
    summary: '{{ $value | printf "%.1f" }} times the usual number of requests arrive',
    description:
      `For ${limit.for} there have been more than ${limit.threshold} times as many requests as in the hour before, and more than ` +
      "one a second.",
    runbook: highLatency,
    dashboard: HTTP_DASHBOARD,
    diagnoses: WHEN_TRAFFIC_CHANGES,
    tests: [
      ...alertTests({
        ...{ for: limit.for, window: "5m", ...above(limit.threshold), interval: "1m" },
        before: { at: 1, lasts: "90m" },
        levels: (times) => answered({ 200: 60 * times }),
        seenAfter: "5m",
        littleTraffic: 0.1,
      }),
      alertTest("a service that has just started gets its traffic", {
        shows: "silent",
        interval: "1m",
        input: requestsOver(["15m", 60], ["25m", 120 * limit.threshold]),
        expect: [{ at: "38m", firing: [] }],
      }),
    ],
  });
}
