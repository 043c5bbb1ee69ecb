import { alert, alertTest, alertTests, promql, testSeries } from "../../../define/index.ts";
import { HTTP_DASHBOARD } from "../../dashboards/index.ts";
import { highErrorRate } from "../../runbooks/index.ts";
import { httpRequests } from "../metrics.ts";
import { answered } from "../test-levels.ts";
import { refused } from "./series.ts";

export const http4xxErrorRateWarning = alert("HTTP4xxErrorRateWarning", {
  expr: promql`
    sum(rate(${refused}[5m])) / sum(rate(${httpRequests}[5m])) > 0.05
      and sum(increase(${refused}[5m])) > 10`,
  for: "10m",
  severity: "warning",
  summary: "{{ $value | humanizePercentage }} of requests are refused with a 4xx status",
  description:
    "More than 5 % of all requests have been refused for 10 minutes, those that clients gave up (499) left out. Often a " +
    "client was released that the service does not understand, a route is gone, or somebody tries passwords or paths.",
  runbook: highErrorRate,
  dashboard: HTTP_DASHBOARD,
  tests: [
    ...alertTests({
      for: "10m",
      levels: (share) => answered({ 200: 200 * (1 - share), 401: 120 * share, 404: 80 * share }),
      firesAt: 0.055,
      silentAt: 0.045,
      window: "5m",
      // until the eleventh
      seenAfter: "1m",
    }),
    alertTest("clients give up", {
      shows: "silent",
      interval: "1m",
      input: testSeries([{ lasts: "30m", levels: answered({ 200: 60, 404: 0, 499: 40 }) }], "1m"),
      expect: [{ at: "29m", firing: [] }],
    }),
    alertTest("one in three is refused, but those are nine in five minutes", {
      shows: "silent",
      interval: "1m",
      input: testSeries([{ lasts: "30m", levels: answered({ 200: 3.6, 404: 1.8 }) }], "1m"),
      expect: [{ at: "29m", firing: [] }],
    }),
  ],
});
