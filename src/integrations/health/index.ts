export { HEALTH_LIMITS, type HealthLimits, healthAlerts } from "./alerts.ts";
export type { CheckOptions, HealthCheck } from "./check.ts";
export { type CheckedPool, databaseCheck } from "./checks/database.ts";
export { type DiskCheckOptions, diskCheck } from "./checks/disk.ts";
export { httpCheck } from "./checks/http.ts";
export { type CheckedRedis, redisCheck } from "./checks/redis.ts";
export { type HealthIntegrationOptions, health } from "./health.ts";
export * from "./metrics.ts";
export { type Health, type HealthOptions, startHealth } from "./start.ts";
