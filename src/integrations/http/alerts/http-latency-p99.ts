import { alert, type Limit, promql, secondsText } from "../../../define/index.ts";
import type { Severity } from "../../../model/index.ts";
import { HTTP_DASHBOARD } from "../../dashboards/index.ts";
import { WHEN_ANSWERS_ARE_SLOW } from "../../diagnoses/index.ts";
import { highLatency } from "../../runbooks/index.ts";
import { percentileTests } from "../alert-tests.ts";
import { httpRequestDuration } from "../metrics.ts";
import { isP99OfMany, p99 } from "./series.ts";

export function httpLatencyP99<N extends string>(name: N, severity: Severity, limit: Limit) {
  return alert(name, {
    expr: promql`${p99} > ${limit.threshold} and ${isP99OfMany}`,
    for: limit.for,
    severity,
    summary: "One request in a hundred takes longer than {{ $value | humanizeDuration }}",
    description: `The 99th percentile of all requests' durations has been over ${secondsText(limit.threshold)} for ${limit.for}.`,
    runbook: highLatency,
    dashboard: HTTP_DASHBOARD,
    diagnoses: WHEN_ANSWERS_ARE_SLOW,
    tests: percentileTests(httpRequestDuration, limit, 100),
  });
}
