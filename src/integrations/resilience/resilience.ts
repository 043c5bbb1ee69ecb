import type { Integration } from "../../model/index.ts";
import { resilienceMetrics } from "./metrics.ts";

/** What Farol knows of circuit breakers. Its numbers come from those that `watchCockatiel` and `watchOpossum` watch. */
export function resilience(): Integration {
  return { name: "resilience", metrics: resilienceMetrics };
}
