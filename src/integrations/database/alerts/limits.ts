import type { Limit, Patience } from "../../../define/index.ts";

/** When the database's alerts fire. */
export interface DatabaseLimits {
  /** Share of statements that take at least the slow threshold of `instrumentPg`. */
  readonly SlowQueryRateCritical: Limit;
  readonly SlowQueryRateWarning: Limit;
  /** Seconds, as the two of the 99th percentile that follow. */
  readonly QueryLatencyP99Critical: Limit;
  readonly QueryLatencyP99Warning: Limit;
  /** Seconds that transactions take at the 99th percentile. */
  readonly LongRunningTransactions: Limit;
  /** Times the statements of the hour before. `for` is 10m at most: what is older than 15 minutes is usual. */
  readonly QueryRateSpike: Limit;
  readonly DatabaseDown: Patience;
  /** Share of statements that end with an error. */
  readonly DatabaseErrorRateCritical: Limit;
  readonly DatabaseErrorRateWarning: Limit;
  readonly RepeatedQueriesDetected: Patience;
  /** Estimated share of a table's rows that are dead. */
  readonly TableBloatHigh: Limit;
  /** Share of a pool's connections that are in use. */
  readonly DatabaseConnectionPoolCritical: Limit;
  readonly DatabaseConnectionPoolWarning: Limit;
  /** Seconds that a connection is waited for at the 99th percentile. */
  readonly DatabaseConnectionWaitTimeHigh: Limit;
}

export const DATABASE_LIMITS: DatabaseLimits = {
  SlowQueryRateCritical: { threshold: 0.1, for: "5m" },
  SlowQueryRateWarning: { threshold: 0.05, for: "10m" },
  QueryLatencyP99Critical: { threshold: 1, for: "5m" },
  QueryLatencyP99Warning: { threshold: 0.5, for: "15m" },
  LongRunningTransactions: { threshold: 30, for: "5m" },
  QueryRateSpike: { threshold: 2, for: "10m" },
  DatabaseDown: { for: "1m" },
  DatabaseErrorRateCritical: { threshold: 0.05, for: "5m" },
  DatabaseErrorRateWarning: { threshold: 0.01, for: "10m" },
  RepeatedQueriesDetected: { for: "10m" },
  TableBloatHigh: { threshold: 0.4, for: "1h" },
  DatabaseConnectionPoolCritical: { threshold: 0.95, for: "2m" },
  DatabaseConnectionPoolWarning: { threshold: 0.8, for: "5m" },
  DatabaseConnectionWaitTimeHigh: { threshold: 0.1, for: "10m" },
};
