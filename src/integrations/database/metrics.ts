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
] as const;
