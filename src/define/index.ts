export { type AlertTestsSpec, alertTests } from "./alert-tests.ts";
export * from "./dashboard/index.ts";
export { external, up } from "./external.ts";
export {
  above,
  aboveInBuckets,
  below,
  bytesText,
  type Limit,
  type LimitChanges,
  type Patience,
  percentText,
  secondsText,
  type TestBounds,
  withLimits,
} from "./limit.ts";
export { counter, DURATION_BUCKETS, gauge, histogram, SIZE_BUCKETS } from "./metric.ts";
export { type AlertChange, defineMonitoring, type Monitoring, type MonitoringSpec } from "./monitoring.ts";
export * from "./objective/index.ts";
export { type PromqlPart, promql } from "./promql.ts";
export * from "./routing/index.ts";
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
export { counterAt, gaugeAt, histogramAt, type SeriesLabels, type SeriesLevel } from "./test-levels.ts";
export { type TestLevels, type TestPhase, testSeries } from "./test-phases.ts";
