import {
  alert,
  alertTests,
  gaugeAt,
  type LimitChanges,
  type Patience,
  promql,
  withLimits,
} from "../../define/index.ts";
import type { AlertRule } from "../../model/index.ts";
import { INFRASTRUCTURE_DASHBOARD } from "../dashboards/index.ts";
import { WHEN_ANSWERS_FAIL } from "../diagnoses/index.ts";
import { lowAvailability } from "../runbooks/index.ts";
import { healthCheckStatus, readinessStatus } from "./metrics.ts";

/** When the alerts on health checks fire. */
export interface HealthLimits {
  readonly HealthCheckFailing: Patience;
  readonly ReadinessCheckFailing: Patience;
}

export const HEALTH_LIMITS: HealthLimits = {
  HealthCheckFailing: { for: "1m" },
  ReadinessCheckFailing: { for: "1m" },
};

/** Every alert on health checks. */
export function healthAlerts(changes?: LimitChanges<HealthLimits>): readonly AlertRule<keyof HealthLimits>[] {
  const limits = withLimits(HEALTH_LIMITS, changes);
  return [healthCheckFailing(limits.HealthCheckFailing), readinessCheckFailing(limits.ReadinessCheckFailing)];
}

function healthCheckFailing(limit: Patience) {
  return alert("HealthCheckFailing", {
    expr: promql`min by (check) (${healthCheckStatus}) == 0`,
    for: limit.for,
    severity: "critical",
    summary: "The health check {{ $labels.check }} fails",
    description:
      `For ${limit.for}, the check {{ $labels.check }} has failed on at least one instance. ` +
      "GET /api/v1/monitoring/health/detailed says why.",
    runbook: lowAvailability,
    dashboard: INFRASTRUCTURE_DASHBOARD,
    diagnoses: WHEN_ANSWERS_FAIL,
    tests: alertTests({
      for: limit.for,
      firesAt: 0,
      silentAt: 1,
      levels: (status) => [
        gaugeAt(healthCheckStatus, { check: "database", instance: "a" }, status),
        gaugeAt(healthCheckStatus, { check: "database", instance: "b" }, 1),
      ],
      firing: [{ check: "database" }],
    }),
  });
}

function readinessCheckFailing(limit: Patience) {
  return alert("ReadinessCheckFailing", {
    expr: promql`min(${readinessStatus}) == 0`,
    for: limit.for,
    severity: "critical",
    summary: "An instance of the service is not ready",
    description: `For ${limit.for}, at least one instance has asked to be given no requests. Those that are left do its work.`,
    runbook: lowAvailability,
    dashboard: INFRASTRUCTURE_DASHBOARD,
    diagnoses: WHEN_ANSWERS_FAIL,
    tests: alertTests({
      for: limit.for,
      firesAt: 0,
      silentAt: 1,
      levels: (status) => [
        gaugeAt(readinessStatus, { instance: "a" }, status),
        gaugeAt(readinessStatus, { instance: "b" }, 1),
      ],
    }),
  });
}
