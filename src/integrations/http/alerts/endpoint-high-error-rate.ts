import { alert, type Limit, percentText, promql } from "../../../define/index.ts";
import { HTTP_DASHBOARD } from "../../dashboards/index.ts";
import { WHEN_ANSWERS_FAIL } from "../../diagnoses/index.ts";
import { highErrorRate } from "../../runbooks/index.ts";
import { failedShareTests } from "../alert-tests.ts";
import { httpRequests } from "../metrics.ts";
import { answered } from "../test-levels.ts";
import { failed } from "./series.ts";

const writes = { method: "POST", endpoint: "/books" } as const;

/** By method too: writes that all fail are few beside the reads of the same path. */
export function endpointHighErrorRate(limit: Limit) {
  return alert("EndpointHighErrorRate", {
    expr: promql`
      sum by (method, endpoint) (rate(${failed}[5m])) / sum by (method, endpoint) (rate(${httpRequests}[5m])) > ${limit.threshold}
        and sum by (method, endpoint) (increase(${failed}[5m])) > 3`,
    for: limit.for,
    severity: "warning",
    summary: "{{ $labels.method }} {{ $labels.endpoint }} fails",
    description:
      `More than ${percentText(limit.threshold)} of requests to {{ $labels.method }} {{ $labels.endpoint }} have been answered ` +
      `with a 5xx status for ${limit.for}; now it is {{ $value | humanizePercentage }}.`,
    runbook: highErrorRate,
    dashboard: HTTP_DASHBOARD,
    diagnoses: WHEN_ANSWERS_FAIL,
    tests: failedShareTests(limit, {
      route: writes,
      // the reads of the same path
      beside: answered({ 200: 6000, 404: 1000, 500: 0.1 }),
      firing: [writes],
    }),
  });
}
