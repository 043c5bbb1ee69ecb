import { describe } from "node:test";
import { caches } from "farol/integrations/cache";
import { health } from "farol/integrations/health";
import { processes } from "farol/integrations/process";
import { resilience } from "farol/integrations/resilience";
import { proveAlerts } from "./alert-proof.ts";

describe("the alerts on caches, breakers, machines and health checks", () => {
  proveAlerts([caches(), resilience(), processes(), health()], {
    RedisConnectionPoolWarning: ["5m", "warning"],
    CacheHitRateLow: ["15m", "warning"],
    CircuitBreakerOpen: ["5m", "critical"],
    CircuitBreakerHalfOpen: ["1m", "info"],
    MemoryUsageCritical: ["5m", "critical"],
    MemoryUsageWarning: ["30m", "info"],
    CPUUsageHigh: ["15m", "warning"],
    HealthCheckFailing: ["1m", "critical"],
    ReadinessCheckFailing: ["1m", "critical"],
  });
});
