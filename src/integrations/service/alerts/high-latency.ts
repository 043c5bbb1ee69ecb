import { alert, alertTest, alertTests, histogramAt, promql, testSeries } from "../../../define/index.ts";
import { SERVICE_DASHBOARD } from "../../dashboards/index.ts";
import { httpRequestDuration, TEST_ROUTE } from "../../http/index.ts";
import { highLatency } from "../../runbooks/index.ts";
import { isP95OfMany, p95 } from "./series.ts";

export const highLatencyAlert = alert("HighLatency", {
  expr: promql`${p95} > 1 and ${isP95OfMany}`,
  for: "5m",
  severity: "critical",
  summary: "One request in twenty takes longer than {{ $value | humanizeDuration }}",
  description: "The 95th percentile of all requests' durations has been over 1 s for 5 minutes.",
  runbook: highLatency,
  dashboard: SERVICE_DASHBOARD,
  tests: [
    ...alertTests({
      for: "5m",
      levels: (seconds) => [
        histogramAt(httpRequestDuration, TEST_ROUTE, 18, 0.02),
        histogramAt(httpRequestDuration, TEST_ROUTE, 2, seconds),
      ],
      firesAt: 1.1,
      silentAt: 0.9,
      window: "5m",
      // until there are more than twenty requests
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
