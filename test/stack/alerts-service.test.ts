import { describe } from "node:test";
import { deployments } from "farol/integrations/deployment";
import { service } from "farol/integrations/service";
import { proveAlerts } from "./alert-proof.ts";

describe("the alerts on a service as a whole, whose processes use two cores", () => {
  proveAlerts([service({ job: 'the "old" one', cores: 2 })], {
    HighErrorRate: ["5m", "critical"],
    HighLatency: ["5m", "critical"],
    ServiceDown: ["1m", "critical"],
    ServiceUnreachable: ["1m", "critical"],
    ElevatedErrorRate: ["10m", "warning"],
    ElevatedLatency: ["10m", "warning"],
    HighMemoryUsage: ["15m", "warning"],
    HighCPUUsage: ["15m", "warning"],
    Watchdog: ["0m", "info"],
  });
});

describe("the alerts on deployments", () => {
  proveAlerts([deployments()], {
    DeploymentStarted: ["0m", "info"],
    DeploymentCompleted: ["0m", "info"],
    RollbackTriggered: ["0m", "info"],
  });
});
