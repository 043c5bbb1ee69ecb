import {
  above,
  alert,
  alertTests,
  gaugeAt,
  type Limit,
  type LimitChanges,
  percentText,
  promql,
  withLimits,
} from "../../define/index.ts";
import type { AlertRule, Severity } from "../../model/index.ts";
import { INFRASTRUCTURE_DASHBOARD } from "../dashboards/index.ts";
import { WHEN_CPU_IS_BUSY, WHEN_MEMORY_IS_SHORT } from "../diagnoses/index.ts";
import { highLatency, memoryLeak } from "../runbooks/index.ts";
import { systemCpuUsage, systemMemoryAvailable, systemMemoryTotal } from "./metrics.ts";

/** When the alerts on the machine or container fire. */
export interface ProcessLimits {
  /** Share of the memory that is not available. */
  readonly MemoryUsageCritical: Limit;
  readonly MemoryUsageWarning: Limit;
  /** Share of the CPU time that is in use. */
  readonly CPUUsageHigh: Limit;
}

export const PROCESS_LIMITS: ProcessLimits = {
  MemoryUsageCritical: { threshold: 0.9, for: "5m" },
  MemoryUsageWarning: { threshold: 0.7, for: "30m" },
  CPUUsageHigh: { threshold: 0.8, for: "15m" },
};

/** Every alert on the machine or container around the process. */
export function processAlerts(
  changes?: LimitChanges<ProcessLimits>,
): readonly AlertRule<keyof ProcessLimits>[] {
  const limits = withLimits(PROCESS_LIMITS, changes);
  return [
    memoryUsage("MemoryUsageCritical", "critical", limits.MemoryUsageCritical),
    memoryUsage("MemoryUsageWarning", "info", limits.MemoryUsageWarning),
    cpuUsageHigh(limits.CPUUsageHigh),
  ];
}

/** The fullest of all machines and containers counts. */
function memoryUsage<N extends string>(name: N, severity: Severity, limit: Limit) {
  return alert(name, {
    expr: promql`max(1 - ${systemMemoryAvailable} / ${systemMemoryTotal}) > ${limit.threshold}`,
    for: limit.for,
    severity,
    summary: "{{ $value | humanizePercentage }} of the memory of a machine or container is used",
    description:
      `For ${limit.for}, less than ${percentText(1 - limit.threshold)} of the memory around a process of the service has been ` +
      "available. When nothing is left, the kernel ends a process.",
    runbook: memoryLeak,
    dashboard: INFRASTRUCTURE_DASHBOARD,
    diagnoses: WHEN_MEMORY_IS_SHORT,
    tests: alertTests({
      ...{ for: limit.for, ...above(limit.threshold) },
      levels: (share) => [
        gaugeAt(systemMemoryTotal, { instance: "a" }, 1000),
        gaugeAt(systemMemoryAvailable, { instance: "a" }, 1000 * (1 - share)),
        gaugeAt(systemMemoryTotal, { instance: "b" }, 1000),
        gaugeAt(systemMemoryAvailable, { instance: "b" }, 999),
      ],
    }),
  });
}

/** A tick that is quieter by chance does not end it: five minutes are averaged. */
function cpuUsageHigh(limit: Limit) {
  return alert("CPUUsageHigh", {
    expr: promql`max(avg_over_time(${systemCpuUsage}[5m])) > ${limit.threshold}`,
    for: limit.for,
    severity: "warning",
    summary: "{{ $value | humanizePercentage }} of the CPU time of a machine or container is used",
    description:
      `For ${limit.for}, the CPU around a process of the service has been busy for more than ${percentText(limit.threshold)} ` +
      "of the time, whoever it was that used it.",
    runbook: highLatency,
    dashboard: INFRASTRUCTURE_DASHBOARD,
    diagnoses: WHEN_CPU_IS_BUSY,
    tests: alertTests({
      ...{ for: limit.for, window: "5m", ...above(limit.threshold) },
      seenAfter: "0s",
      levels: (share) => [
        gaugeAt(systemCpuUsage, { instance: "a" }, share),
        gaugeAt(systemCpuUsage, { instance: "b" }, 0),
      ],
    }),
  });
}
