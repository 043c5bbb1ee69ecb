import { alert, alertTest, alertTests, promql, testSeries } from "../../../define/index.ts";
import { HTTP_DASHBOARD } from "../../dashboards/index.ts";
import { highErrorRate } from "../../runbooks/index.ts";
import { httpRequests } from "../metrics.ts";
import { answered } from "../test-levels.ts";
import { failed } from "./series.ts";

/**
 * A share of sums, so that an endpoint counts by its traffic. Where hardly anyone asks, one failure is a large share: so
 * more than three in five minutes are asked for besides. One alone is seen no longer than the window, which is the `for`.
 */
export const http5xxErrorRateCritical = alert("HTTP5xxErrorRateCritical", {
  expr: promql`
    sum(rate(${failed}[5m])) / sum(rate(${httpRequests}[5m])) > 0.01
      and sum(increase(${failed}[5m])) > 3`,
  for: "5m",
  severity: "critical",
  summary: "{{ $value | humanizePercentage }} of requests are answered with a 5xx status",
  description:
    "More than 1 % of all requests have failed for 5 minutes. EndpointHighErrorRate names the endpoints where they do.",
  runbook: highErrorRate,
  dashboard: HTTP_DASHBOARD,
  tests: [
    ...alertTests({
      for: "5m",
      levels: (share) => answered({ 200: 300 * (1 - share), 500: 100 * share, 503: 200 * share }),
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
    alertTest("nobody asks", {
      shows: "silent",
      interval: "1m",
      input: testSeries([{ lasts: "30m", levels: answered({ 200: 0, 500: 0 }) }], "1m"),
      expect: [{ at: "29m", firing: [] }],
    }),
  ],
});
