import { alert, type Limit, percentText, promql } from "../../../define/index.ts";
import { HTTP_DASHBOARD } from "../../dashboards/index.ts";
import { WHEN_ANSWERS_FAIL } from "../../diagnoses/index.ts";
import { highErrorRate } from "../../runbooks/index.ts";
import { failedShareTests } from "../alert-tests.ts";
import { httpRequests } from "../metrics.ts";
import { failed } from "./series.ts";

/**
 * A share of sums, so that an endpoint counts by its traffic. Where hardly anyone asks, one failure is a large share: so
 * more than three in five minutes are asked for besides. One alone is seen no longer than the window, which is the `for`.
 */
export function http5xxErrorRateCritical(limit: Limit) {
  return alert("HTTP5xxErrorRateCritical", {
    expr: promql`
      sum(rate(${failed}[5m])) / sum(rate(${httpRequests}[5m])) > ${limit.threshold}
        and sum(increase(${failed}[5m])) > 3`,
    for: limit.for,
    severity: "critical",
    summary: "{{ $value | humanizePercentage }} of requests are answered with a 5xx status",
    description:
      `More than ${percentText(limit.threshold)} of all requests have failed for ${limit.for}. ` +
      "EndpointHighErrorRate names the endpoints where they do.",
    runbook: highErrorRate,
    dashboard: HTTP_DASHBOARD,
    diagnoses: WHEN_ANSWERS_FAIL,
    tests: failedShareTests(limit),
  });
}
