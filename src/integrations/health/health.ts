import type { Integration } from "../../model/index.ts";
import { healthMetrics } from "./metrics.ts";

/** The application's health checks. Their numbers are absent until `startHealth` runs the checks. */
export function health(): Integration {
  return { name: "health", metrics: healthMetrics };
}
