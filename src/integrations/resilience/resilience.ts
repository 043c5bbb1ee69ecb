import type { LimitChanges } from "../../define/index.ts";
import type { Integration } from "../../model/index.ts";
import { breakerHistory } from "../diagnoses/index.ts";
import { RUNBOOK_PAGES } from "../runbooks/index.ts";
import { type ResilienceLimits, resilienceAlerts } from "./alerts.ts";
import { resilienceMetrics } from "./metrics.ts";

export interface ResilienceOptions {
  /** When alerts fire otherwise than by RESILIENCE_LIMITS. */
  readonly limits?: LimitChanges<ResilienceLimits>;
}

/** What Farol knows of circuit breakers. Its numbers come from those that `watchCockatiel` and `watchOpossum` watch. */
export function resilience({ limits }: ResilienceOptions = {}): Integration<keyof ResilienceLimits> {
  return {
    name: "resilience",
    metrics: resilienceMetrics,
    rules: resilienceAlerts(limits),
    runbooks: RUNBOOK_PAGES,
    diagnoses: [breakerHistory],
  };
}
