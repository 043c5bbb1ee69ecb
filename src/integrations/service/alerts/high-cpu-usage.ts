import { alert, alertTest, alertTests, counterAt, promql } from "../../../define/index.ts";
import type { AlertRule } from "../../../model/index.ts";
import { SERVICE_DASHBOARD } from "../../dashboards/index.ts";
import { cpuSeconds } from "../../process/index.ts";
import { highLatency } from "../../runbooks/index.ts";

/** @param cores that a process of the service can use. */
export function highCpuUsage(cores: number): AlertRule {
  const perMinute = 60 * cores;
  return alert("HighCPUUsage", {
    expr: promql`max(rate(${cpuSeconds}[5m])) / ${cores} > 0.8`,
    for: "15m",
    severity: "warning",
    summary:
      "A process of the service uses {{ $value | humanizePercentage }} of the CPU time that it can use",
    description: `For 15 minutes a process has used more than 80 % of ${coresText(cores)}: requests begin to wait for each other.`,
    runbook: highLatency,
    dashboard: SERVICE_DASHBOARD,
    tests: [
      ...alertTests({
        for: "15m",
        levels: (share) => [counterAt(cpuSeconds, {}, perMinute * share)],
        firesAt: 0.82,
        silentAt: 0.78,
        window: "5m",
        // until a rate over five minutes has them
        seenAfter: "4m45s",
      }),
      alertTest("two processes are busy, neither of them too busy", {
        shows: "silent",
        interval: "1m",
        input: ["a", "b"].map((instance) => ({
          series: `process_cpu_seconds_total{instance="${instance}"}`,
          values: `0+${perMinute * 0.78}x30`,
        })),
        expect: [{ at: "29m", firing: [] }],
      }),
    ],
  });
}

function coresText(cores: number): string {
  return cores === 1 ? "one core, on which JavaScript runs" : `${cores} cores`;
}
