import type { Integration } from "../../model/index.ts";
import { type HealthLimits, healthAlerts } from "./alerts.ts";
import { healthMetrics } from "./metrics.ts";

export interface HealthIntegrationOptions {
  /** When alerts fire, by their names. Default: HEALTH_LIMITS */
  readonly limits?: Partial<HealthLimits>;
}

/** The application's health checks. Their numbers are absent until `startHealth` runs the checks. */
export function health({ limits }: HealthIntegrationOptions = {}): Integration {
  return { name: "health", metrics: healthMetrics, rules: healthAlerts(limits) };
}
