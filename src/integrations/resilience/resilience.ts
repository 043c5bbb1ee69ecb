import type { Integration } from "../../model/index.ts";
import { type ResilienceLimits, resilienceAlerts } from "./alerts.ts";
import { resilienceMetrics } from "./metrics.ts";

export interface ResilienceOptions {
  /** When alerts fire, by their names. Default: RESILIENCE_LIMITS */
  readonly limits?: Partial<ResilienceLimits>;
}

/** What Farol knows of circuit breakers. Its numbers come from those that `watchCockatiel` and `watchOpossum` watch. */
export function resilience({ limits }: ResilienceOptions = {}): Integration {
  return { name: "resilience", metrics: resilienceMetrics, rules: resilienceAlerts(limits) };
}
