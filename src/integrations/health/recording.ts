import type { HealthReport, Host } from "../../model/index.ts";
import { healthCheckDuration, healthCheckStatus, healthScore, readinessStatus } from "./metrics.ts";
import type { CheckRunner } from "./runner.ts";

/** Writes the metrics of health checks. */
export function recordHealth({ recorder }: Host) {
  const statuses = recorder.gauge(healthCheckStatus);
  const durations = recorder.histogram(healthCheckDuration);
  const readiness = recorder.gauge(readinessStatus);
  const score = recorder.gauge(healthScore);
  return {
    run({ check, standing }: CheckRunner): void {
      statuses.set({ check: check.name }, standing.status === "ok" ? 1 : 0);
      durations.observe({ check: check.name }, Math.min(standing.durationMs!, check.timeoutMs) / 1000);
    },
    removed(check: string): void {
      statuses.remove({ check });
      durations.remove({ check });
    },
    report(report: HealthReport): void {
      readiness.set(report.isReady ? 1 : 0);
      score.set(report.score);
    },
  };
}
