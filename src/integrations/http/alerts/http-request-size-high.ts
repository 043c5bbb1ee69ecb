import {
  alert,
  alertTest,
  alertTests,
  bucketsOf,
  countOf,
  histogramAt,
  promql,
  testSeries,
} from "../../../define/index.ts";
import { HTTP_DASHBOARD } from "../../dashboards/index.ts";
import { highLatency } from "../../runbooks/index.ts";
import { httpRequestSize } from "../metrics.ts";
import { TEST_ROUTE } from "../test-levels.ts";

const MEBIBYTE = 2 ** 20;

/** Among a hundred requests or fewer, the 99th percentile is the largest one alone. */
export const httpRequestSizeHigh = alert("HTTPRequestSizeHigh", {
  expr: promql`
    histogram_quantile(0.99, sum by (le) (rate(${bucketsOf(httpRequestSize)}[5m]))) > ${MEBIBYTE}
      and sum(increase(${countOf(httpRequestSize)}[5m])) > 100`,
  for: "15m",
  severity: "info",
  summary: "One request in a hundred is larger than {{ $value | humanize1024 }}B",
  description: "The 99th percentile of the sizes of request bodies has been over 1 MiB for 15 minutes.",
  runbook: highLatency,
  dashboard: HTTP_DASHBOARD,
  tests: [
    ...alertTests({
      for: "15m",
      levels: (bytes) => [
        histogramAt(httpRequestSize, TEST_ROUTE, 98, 500),
        histogramAt(httpRequestSize, TEST_ROUTE, 2, bytes),
      ],
      firesAt: 1.1 * MEBIBYTE,
      silentAt: 0.9 * MEBIBYTE,
      window: "5m",
      // until there are more than a hundred requests
      seenAfter: "1m",
    }),
    alertTest("every request is large, but there are ten in five minutes", {
      shows: "silent",
      interval: "1m",
      input: testSeries(
        [{ lasts: "30m", levels: [histogramAt(httpRequestSize, TEST_ROUTE, 2, 5 * MEBIBYTE)] }],
        "1m",
      ),
      expect: [{ at: "29m", firing: [] }],
    }),
  ],
});
