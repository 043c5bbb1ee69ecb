import { type LimitChanges, withLimits } from "../../../define/index.ts";
import type { AlertRule } from "../../../model/index.ts";
import { databaseDown, databaseErrorRate } from "./errors.ts";
import { longRunningTransactions, queryLatency } from "./latency.ts";
import { DATABASE_LIMITS, type DatabaseLimits } from "./limits.ts";
import { connectionPool, connectionWaitTimeHigh } from "./pool.ts";
import { slowQueryRate } from "./slow-queries.ts";
import { queryRateSpike, repeatedQueriesDetected } from "./traffic.ts";
import { deadlocksDetected, tableBloatHigh } from "./upkeep.ts";

/** The names of the alerts on databases. */
export type DatabaseAlert = keyof DatabaseLimits | "DeadlocksDetected";

/** Every alert on databases and their pools. */
export function databaseAlerts(changes?: LimitChanges<DatabaseLimits>): readonly AlertRule<DatabaseAlert>[] {
  const limits = withLimits(DATABASE_LIMITS, changes);
  return [
    slowQueryRate("SlowQueryRateCritical", "critical", limits.SlowQueryRateCritical),
    slowQueryRate("SlowQueryRateWarning", "warning", limits.SlowQueryRateWarning),
    queryLatency("QueryLatencyP99Critical", "critical", limits.QueryLatencyP99Critical),
    queryLatency("QueryLatencyP99Warning", "warning", limits.QueryLatencyP99Warning),
    queryRateSpike(limits.QueryRateSpike),
    databaseDown(limits.DatabaseDown),
    databaseErrorRate("DatabaseErrorRateCritical", "critical", limits.DatabaseErrorRateCritical),
    databaseErrorRate("DatabaseErrorRateWarning", "warning", limits.DatabaseErrorRateWarning),
    longRunningTransactions(limits.LongRunningTransactions),
    repeatedQueriesDetected(limits.RepeatedQueriesDetected),
    deadlocksDetected,
    tableBloatHigh(limits.TableBloatHigh),
    connectionPool("DatabaseConnectionPoolCritical", "critical", limits.DatabaseConnectionPoolCritical),
    connectionPool("DatabaseConnectionPoolWarning", "warning", limits.DatabaseConnectionPoolWarning),
    connectionWaitTimeHigh(limits.DatabaseConnectionWaitTimeHigh),
  ];
}
