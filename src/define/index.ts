export { counter, DURATION_BUCKETS, gauge, histogram, SIZE_BUCKETS } from "./metric.ts";
export { type AlertChange, defineMonitoring, type Monitoring, type MonitoringSpec } from "./monitoring.ts";
export { type PromqlPart, promql } from "./promql.ts";
export { type AlertSpec, alert, alertTest, type RecordingSpec, recording } from "./rule.ts";
export { runbook } from "./runbook.ts";
export {
  bucketsOf,
  countOf,
  type Match,
  type Matches,
  matching,
  not,
  type Selector,
  select,
  sumOf,
} from "./select.ts";
