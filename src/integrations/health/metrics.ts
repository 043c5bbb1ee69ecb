import { gauge, histogram } from "../../define/index.ts";
import { unboundedLabel } from "../../model/index.ts";

const byCheck = { labels: { check: unboundedLabel }, expires: false } as const;

export const healthCheckStatus = gauge({
  name: "health_check_status",
  help: "1 while a health check passes, 0 while it fails; absent until it has been run.",
  ...byCheck,
});

export const healthCheckDuration = histogram({
  name: "health_check_duration_seconds",
  help: "Time that runs of a health check took; one that gave no answer counts with its time limit.",
  ...byCheck,
  buckets: [0.001, 0.005, 0.025, 0.1, 0.5, 1, 2.5, 5],
});

export const readinessStatus = gauge({
  name: "readiness_status",
  help: "1 while this instance should be given traffic as far as its health checks say, else 0.",
});

export const healthScore = gauge({
  name: "health_score",
  help: "0 to 100: what is left of 100 points when each failing health check takes its share.",
});

/** Every metric of this integration. */
export const healthMetrics = [healthCheckStatus, healthCheckDuration, readinessStatus, healthScore] as const;
