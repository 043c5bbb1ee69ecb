import { counter, gauge, histogram } from "../../define/index.ts";
import { unboundedLabel } from "../../model/index.ts";

/**
 * The kinds of statements that are told apart. `SELECT` holds all that reads rows (also VALUES and TABLE),
 * `TRANSACTION` what begins, ends or marks one, `DDL` what changes the schema or rights; the rest is `OTHER`.
 */
export const QUERY_TYPES = [
  "SELECT",
  "INSERT",
  "UPDATE",
  "DELETE",
  "OTHER",
  "MERGE",
  "COPY",
  "TRANSACTION",
  "DDL",
] as const;
export type QueryType = (typeof QUERY_TYPES)[number];

/** How a transaction ended. One whose connection was lost or given back without an end was rolled back. */
export const TRANSACTION_OUTCOMES = ["commit", "rollback"] as const;
export type TransactionOutcome = (typeof TRANSACTION_OUTCOMES)[number];

/** What a connection does, as `pg_stat_activity.state` has it; `other` also for those that the user may not look into. */
export const CONNECTION_STATES = [
  "active",
  "idle",
  "idle in transaction",
  "idle in transaction (aborted)",
  "other",
] as const;
export type ConnectionState = (typeof CONNECTION_STATES)[number];

const byType = { query_type: QUERY_TYPES } as const;
const byPool = { labels: { pool: unboundedLabel }, expires: false } as const;

export const dbQueries = counter({
  name: "db_queries_total",
  help: "Statements that ended, with or without an error.",
  labels: byType,
});

export const dbSlowQueries = counter({
  name: "db_slow_queries_total",
  help: "Statements that took at least the slow threshold, 100 ms by default.",
  labels: byType,
});

export const dbQueryErrors = counter({
  name: "db_query_errors_total",
  help: "Statements that ended with an error.",
  labels: byType,
});

export const dbQueryDuration = histogram({
  name: "db_query_duration_seconds",
  help: "Time from a statement's turn on its connection to its end; waiting for a connection is not in it.",
  labels: byType,
});

export const dbPoolActive = gauge({
  name: "db_pool_connections_active",
  help: "Connections of the pool that are checked out or being opened.",
  ...byPool,
});

export const dbPoolIdle = gauge({
  name: "db_pool_connections_idle",
  help: "Connections of the pool that are open and free.",
  ...byPool,
});

export const dbPoolMax = gauge({
  name: "db_pool_connections_max",
  help: "Connections that the pool may have.",
  ...byPool,
});

export const dbPoolWaiting = gauge({
  name: "db_pool_connections_waiting",
  help: "Checkouts that wait for a connection of the pool.",
  ...byPool,
});

export const dbConnectionPoolWait = histogram({
  name: "db_connection_pool_wait_seconds",
  help: "Time from asking the pool for a connection to having one, or to giving up; 0 when one was free.",
  ...byPool,
  buckets: [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
});

export const dbConnectionErrors = counter({
  name: "db_connection_errors_total",
  help: "Connections that could not be opened, or were lost.",
  ...byPool,
});

export const dbConnectionsRecycled = counter({
  name: "db_connections_recycled_total",
  help: "Connections that were closed for their age or the number of their uses; not those closed for being idle.",
  ...byPool,
});

export const dbPoolTimeouts = counter({
  name: "db_pool_timeouts_total",
  help: "Checkouts that gave up waiting for a connection of the pool.",
  ...byPool,
});

export const dbTransactions = counter({
  name: "db_transactions_total",
  help: "Transactions that ended. One whose connection was lost or given back open counts as rolled back.",
  labels: { outcome: TRANSACTION_OUTCOMES },
});

export const dbTransactionDuration = histogram({
  name: "db_transaction_duration_seconds",
  help: "Time from a transaction's BEGIN to its end.",
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
});

export const dbRepeatedQueries = counter({
  name: "db_repeated_queries_total",
  help: "Statements that one request ran again and again, 10 times or more by default: once a shape and request.",
  labels: { endpoint: unboundedLabel },
  expires: false,
});

export const dbConnectionLeaks = counter({
  name: "db_connection_leaks_total",
  help: "Connections that were checked out for longer than a limit, 30 s by default; each once a checkout.",
  ...byPool,
});

export const dbUp = gauge({
  name: "db_up",
  help: "Whether the pool's database answers on a connection of Farol's own: 1, or 0.",
  ...byPool,
});

export const dbLockWait = gauge({
  name: "db_lock_wait_seconds",
  help: "How long the session has waited that waits longest for a lock now; 0 when none waits.",
  ...byPool,
});

export const dbLockWaiters = gauge({
  name: "db_lock_waiters",
  help: "Sessions of the database that wait for a lock now.",
  ...byPool,
});

export const dbDeadlocks = counter({
  name: "db_deadlocks_total",
  help: "Deadlocks in the database since it is watched.",
  ...byPool,
});

export const dbCacheHitRatio = gauge({
  name: "db_cache_hit_ratio",
  help: "Share of the database's block reads of the last seconds that its buffers answered; as before when there were none.",
  ...byPool,
});

export const dbTableBloat = gauge({
  name: "db_table_bloat_ratio",
  help:
    "Estimated share of a table's rows that are dead, by pg_stat_user_tables: what vacuum has not yet made free. " +
    "The 20 tables with most dead rows, of those with at least 1000 rows.",
  labels: { pool: unboundedLabel, table: unboundedLabel },
  expires: false,
});

export const dbConnections = gauge({
  name: "db_connections",
  help: "Connections to the database, whoever opened them, by what they do; without Farol's own.",
  labels: { pool: unboundedLabel, state: CONNECTION_STATES },
  expires: false,
});

export const dbReplicationLag = gauge({
  name: "db_replication_lag_seconds",
  help:
    "How far a replica is behind: as the primary sees each that streams from it, by its application_name; " +
    "as a replica sees itself, as `self`.",
  labels: { pool: unboundedLabel, replica: unboundedLabel },
  expires: false,
});

/** Every metric of this integration. */
export const databaseMetrics = [
  dbQueries,
  dbSlowQueries,
  dbQueryErrors,
  dbQueryDuration,
  dbPoolActive,
  dbPoolIdle,
  dbPoolMax,
  dbPoolWaiting,
  dbConnectionPoolWait,
  dbConnectionErrors,
  dbConnectionsRecycled,
  dbPoolTimeouts,
  dbTransactions,
  dbTransactionDuration,
  dbRepeatedQueries,
  dbConnectionLeaks,
  dbUp,
  dbLockWait,
  dbLockWaiters,
  dbDeadlocks,
  dbCacheHitRatio,
  dbTableBloat,
  dbConnections,
  dbReplicationLag,
] as const;
