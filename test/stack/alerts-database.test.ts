import { describe } from "node:test";
import { postgres } from "farol/integrations/database";
import { proveAlerts } from "./alert-proof.ts";

describe("the alerts on databases and their pools", () => {
  proveAlerts([postgres()], {
    SlowQueryRateCritical: ["5m", "critical"],
    SlowQueryRateWarning: ["10m", "warning"],
    QueryLatencyP99Critical: ["5m", "critical"],
    QueryLatencyP99Warning: ["15m", "warning"],
    QueryRateSpike: ["10m", "warning"],
    DatabaseDown: ["1m", "critical"],
    DatabaseErrorRateCritical: ["5m", "critical"],
    DatabaseErrorRateWarning: ["10m", "warning"],
    LongRunningTransactions: ["5m", "warning"],
    RepeatedQueriesDetected: ["10m", "warning"],
    DeadlocksDetected: ["0m", "info"],
    TableBloatHigh: ["1h", "info"],
    DatabaseConnectionPoolCritical: ["2m", "critical"],
    DatabaseConnectionPoolWarning: ["5m", "warning"],
    DatabaseConnectionWaitTimeHigh: ["10m", "warning"],
  });
});
