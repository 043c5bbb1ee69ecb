import {
  above,
  alert,
  alertTests,
  counterAt,
  type Limit,
  percentText,
  promql,
} from "../../../define/index.ts";
import { SERVICE_DASHBOARD } from "../../dashboards/index.ts";
import { WHEN_CPU_IS_BUSY } from "../../diagnoses/index.ts";
import { cpuSeconds } from "../../process/index.ts";
import { highLatency } from "../../runbooks/index.ts";

/**
 * The busiest process counts.
 * @param cores that a process of the service can use
 */
export function highCpuUsage(cores: number, limit: Limit) {
  const bounds = above(limit.threshold);
  return alert("HighCPUUsage", {
    expr: promql`max(rate(${cpuSeconds}[5m])) / ${cores} > ${limit.threshold}`,
    for: limit.for,
    severity: "warning",
    summary:
      "A process of the service uses {{ $value | humanizePercentage }} of the CPU time that it can use",
    description:
      `For ${limit.for} a process has used more than ${percentText(limit.threshold)} of ${coresText(cores)}: requests begin to ` +
      "wait for each other.",
    runbook: highLatency,
    dashboard: SERVICE_DASHBOARD,
    diagnoses: WHEN_CPU_IS_BUSY,
    tests: alertTests({
      ...{ for: limit.for, window: "5m", ...bounds },
      levels: (share) => [
        counterAt(cpuSeconds, { instance: "a" }, 60 * cores * share),
        counterAt(cpuSeconds, { instance: "b" }, 60 * cores * bounds.silentAt),
      ],
      // until a rate over five minutes has them
      seenAfter: "4m45s",
    }),
  });
}

function coresText(cores: number): string {
  return cores === 1 ? "one core, on which JavaScript runs" : `${cores} cores`;
}
