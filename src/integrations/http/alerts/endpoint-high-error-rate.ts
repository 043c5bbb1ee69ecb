import { alert, alertTest, alertTests, promql, testSeries } from "../../../define/index.ts";
import { HTTP_DASHBOARD } from "../../dashboards/index.ts";
import { highErrorRate } from "../../runbooks/index.ts";
import { httpRequests } from "../metrics.ts";
import { answered, TEST_ROUTE } from "../test-levels.ts";
import { failed } from "./series.ts";

const writes = { method: "POST", endpoint: "/books" } as const;

/** By method too: writes that all fail are few beside the reads of the same path. */
export const endpointHighErrorRate = alert("EndpointHighErrorRate", {
  expr: promql`
    sum by (method, endpoint) (rate(${failed}[5m])) / sum by (method, endpoint) (rate(${httpRequests}[5m])) > 0.02
      and sum by (method, endpoint) (increase(${failed}[5m])) > 3`,
  for: "5m",
  severity: "warning",
  summary: "{{ $labels.method }} {{ $labels.endpoint }} fails",
  description:
    "{{ $value | humanizePercentage }} of requests to {{ $labels.method }} {{ $labels.endpoint }} have been answered " +
    "with a 5xx status for 5 minutes.",
  runbook: highErrorRate,
  dashboard: HTTP_DASHBOARD,
  tests: [
    ...alertTests({
      for: "5m",
      levels: (share) => [
        ...answered({ 200: 150 * (1 - share), 404: 0, 500: 150 * share }, writes),
        ...answered({ 200: 6000, 404: 1000, 500: 10 }, TEST_ROUTE),
      ],
      firesAt: 0.022,
      silentAt: 0.018,
      firing: [writes],
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
  ],
});
