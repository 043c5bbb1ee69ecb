import { alert, alertTest, alertTests, histogramAt, promql, testSeries } from "../../../define/index.ts";
import { HTTP_DASHBOARD } from "../../dashboards/index.ts";
import { highLatency } from "../../runbooks/index.ts";
import { httpRequestDuration } from "../metrics.ts";
import { TEST_ROUTE } from "../test-levels.ts";
import { isP99OfMany, p99 } from "./series.ts";

export const httpLatencyP99Critical = alert("HTTPLatencyP99Critical", {
  expr: promql`${p99} > 1 and ${isP99OfMany}`,
  for: "10m",
  severity: "critical",
  summary: "One request in a hundred takes longer than {{ $value | humanizeDuration }}",
  description: "The 99th percentile of all requests' durations has been over 1 s for 10 minutes.",
  runbook: highLatency,
  dashboard: HTTP_DASHBOARD,
  tests: [
    ...alertTests({
      for: "10m",
      levels: (seconds) => [
        histogramAt(httpRequestDuration, TEST_ROUTE, 98, 0.02),
        histogramAt(httpRequestDuration, TEST_ROUTE, 2, seconds),
      ],
      firesAt: 1.1,
      silentAt: 0.9,
      window: "5m",
      // until there are more than a hundred requests
      seenAfter: "1m",
    }),
    alertTest("every request is slow, but there are ten in five minutes", {
      shows: "silent",
      interval: "1m",
      input: testSeries(
        [{ lasts: "30m", levels: [histogramAt(httpRequestDuration, TEST_ROUTE, 2, 5)] }],
        "1m",
      ),
      expect: [{ at: "29m", firing: [] }],
    }),
  ],
});
