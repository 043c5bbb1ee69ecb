import { alert, type Limit, promql, secondsText } from "../../../define/index.ts";
import type { Severity } from "../../../model/index.ts";
import { SERVICE_DASHBOARD } from "../../dashboards/index.ts";
import { WHEN_ANSWERS_ARE_SLOW } from "../../diagnoses/index.ts";
import { httpRequestDuration, percentileTests } from "../../http/index.ts";
import { highLatency } from "../../runbooks/index.ts";
import { isP95OfMany, p95 } from "./series.ts";

export function latency<N extends string>(name: N, severity: Severity, limit: Limit) {
  return alert(name, {
    expr: promql`${p95} > ${limit.threshold} and ${isP95OfMany}`,
    for: limit.for,
    severity,
    summary: "One request in twenty takes longer than {{ $value | humanizeDuration }}",
    description: `The 95th percentile of all requests' durations has been over ${secondsText(limit.threshold)} for ${limit.for}.`,
    runbook: highLatency,
    dashboard: SERVICE_DASHBOARD,
    diagnoses: WHEN_ANSWERS_ARE_SLOW,
    tests: percentileTests(httpRequestDuration, limit, 20),
  });
}
