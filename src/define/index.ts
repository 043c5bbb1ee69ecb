export { counter, DURATION_BUCKETS, gauge, histogram, SIZE_BUCKETS } from "./metric.ts";
export { defineMonitoring, type Monitoring, type MonitoringSpec } from "./monitoring.ts";
