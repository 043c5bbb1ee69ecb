import { alert, bucketsOf, bytesText, countOf, type Limit, promql } from "../../../define/index.ts";
import { HTTP_DASHBOARD } from "../../dashboards/index.ts";
import { WHEN_ASKED_WHY } from "../../diagnoses/index.ts";
import { highLatency } from "../../runbooks/index.ts";
import { percentileTests } from "../alert-tests.ts";
import { httpRequestSize } from "../metrics.ts";

/** Among a hundred requests or fewer, the 99th percentile is the largest one alone. */
export function httpRequestSizeHigh(limit: Limit) {
  return alert("HTTPRequestSizeHigh", {
    expr: promql`
      histogram_quantile(0.99, sum by (le) (rate(${bucketsOf(httpRequestSize)}[5m]))) > ${limit.threshold}
        and sum(increase(${countOf(httpRequestSize)}[5m])) > 100`,
    for: limit.for,
    severity: "info",
    summary: "One request in a hundred is larger than {{ $value | humanize1024 }}B",
    description: `The 99th percentile of the sizes of request bodies has been over ${bytesText(limit.threshold)} for ${limit.for}.`,
    runbook: highLatency,
    dashboard: HTTP_DASHBOARD,
    diagnoses: WHEN_ASKED_WHY,
    tests: percentileTests(httpRequestSize, limit, 100),
  });
}
