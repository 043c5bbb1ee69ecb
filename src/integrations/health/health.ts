import type { LimitChanges } from "../../define/index.ts";
import type { Integration } from "../../model/index.ts";
import { RUNBOOK_PAGES } from "../runbooks/index.ts";
import { type HealthLimits, healthAlerts } from "./alerts.ts";
import { healthMetrics } from "./metrics.ts";

export interface HealthIntegrationOptions {
  /** When alerts fire otherwise than by HEALTH_LIMITS. */
  readonly limits?: LimitChanges<HealthLimits>;
}

/** The application's health checks. Their numbers are absent until `startHealth` runs the checks. */
export function health({ limits }: HealthIntegrationOptions = {}): Integration<keyof HealthLimits> {
  return { name: "health", metrics: healthMetrics, rules: healthAlerts(limits), runbooks: RUNBOOK_PAGES };
}
