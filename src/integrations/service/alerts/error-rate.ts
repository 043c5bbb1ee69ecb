import { alert, type Limit, percentText, promql } from "../../../define/index.ts";
import type { Severity } from "../../../model/index.ts";
import { SERVICE_DASHBOARD } from "../../dashboards/index.ts";
import { WHEN_ANSWERS_FAIL } from "../../diagnoses/index.ts";
import { answered, failedShareTests } from "../../http/index.ts";
import { highErrorRate } from "../../runbooks/index.ts";
import { areSeveral, failedShare } from "./series.ts";

export function errorRate<N extends string>(name: N, severity: Severity, limit: Limit) {
  return alert(name, {
    expr: promql`${failedShare} > ${limit.threshold} and ${areSeveral}`,
    for: limit.for,
    severity,
    summary: "The service fails {{ $value | humanizePercentage }} of what it is asked",
    description: `More than ${percentText(limit.threshold)} of the requests that the service took have failed for ${limit.for}.`,
    runbook: highErrorRate,
    dashboard: SERVICE_DASHBOARD,
    diagnoses: WHEN_ANSWERS_FAIL,
    // the many that are refused do not count
    tests: failedShareTests(limit, { beside: answered({ 404: 10_000 }) }),
  });
}
