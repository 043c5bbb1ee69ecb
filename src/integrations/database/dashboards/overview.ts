import {
  bucketsOf,
  dashboard,
  gaugePanel,
  labelValues,
  percentiles,
  promql,
  select,
  stat,
  table,
  timeseries,
} from "../../../define/index.ts";
import { DATABASE_DASHBOARD } from "../../dashboards/index.ts";
import {
  dbCacheHitRatio,
  dbConnectionErrors,
  dbConnectionLeaks,
  dbConnectionPoolWait,
  dbConnections,
  dbDeadlocks,
  dbLockWait,
  dbLockWaiters,
  dbPoolActive,
  dbPoolIdle,
  dbPoolMax,
  dbPoolTimeouts,
  dbPoolWaiting,
  dbReplicationLag,
  dbTableBloat,
  dbTransactionDuration,
  dbTransactions,
  dbUp,
} from "../metrics.ts";

const pool = labelValues({ name: "pool", title: "Pool", metric: dbPoolMax, label: "pool" });
const chosen = { pool };

/** The database as its clients and PostgreSQL itself see it. */
export const databaseDashboard = dashboard({
  id: DATABASE_DASHBOARD,
  title: "Database overview",
  description: "Whether the database is there, has room, and is waited for.",
  refresh: "15s",
  variables: [pool],
  panels: [
    stat({
      title: "Database",
      description: "Whether it answers on a connection of Farol's own.",
      queries: [{ expr: promql`min by (pool) (${select(dbUp, chosen)})`, legend: "{{pool}}" }],
      valueNames: { 0: "down", 1: "up" },
      thresholds: { yellow: 1, red: 0.5 },
      width: 6,
    }),
    timeseries({
      title: "Pool",
      description: "Connections of the pool, and checkouts that wait for one.",
      queries: [
        { expr: promql`sum by (pool) (${select(dbPoolActive, chosen)})`, legend: "active {{pool}}" },
        { expr: promql`sum by (pool) (${select(dbPoolIdle, chosen)})`, legend: "idle {{pool}}" },
        { expr: promql`sum by (pool) (${select(dbPoolWaiting, chosen)})`, legend: "waiting {{pool}}" },
        { expr: promql`sum by (pool) (${select(dbPoolMax, chosen)})`, legend: "most {{pool}}" },
      ],
      width: 9,
    }),
    timeseries({
      title: "Waiting for a connection",
      description: "From asking the pool to having a connection, or to giving up.",
      queries: percentiles(bucketsOf(dbConnectionPoolWait, chosen)),
      thresholds: { yellow: 0.05, red: 0.1 },
      width: 9,
    }),
    timeseries({
      title: "Transactions",
      description: "Transactions that ended, each second.",
      queries: [{ expr: promql`sum by (outcome) (rate(${dbTransactions}[5m]))`, legend: "{{outcome}}" }],
    }),
    timeseries({
      title: "Duration of transactions",
      description: "From BEGIN to the end. A long one holds its locks and keeps vacuum from its work.",
      queries: percentiles(bucketsOf(dbTransactionDuration)),
    }),
    timeseries({
      title: "Longest wait for a lock",
      description: "How long the session has waited that waits longest.",
      queries: [{ expr: promql`max by (pool) (${select(dbLockWait, chosen)})`, legend: "{{pool}}" }],
      thresholds: { yellow: 1, red: 10 },
      width: 8,
    }),
    timeseries({
      title: "Sessions that wait for a lock",
      description: "Sessions of the database, whoever opened them.",
      queries: [{ expr: promql`max by (pool) (${select(dbLockWaiters, chosen)})`, legend: "{{pool}}" }],
      width: 8,
    }),
    timeseries({
      title: "Deadlocks",
      description: "Of the last 15 minutes. PostgreSQL ends one of each by rolling a transaction back.",
      queries: [
        { expr: promql`max by (pool) (increase(${select(dbDeadlocks, chosen)}[15m]))`, legend: "{{pool}}" },
      ],
      width: 8,
    }),
    gaugePanel({
      title: "Blocks found in memory",
      description: "Share of block reads that PostgreSQL's buffers answered.",
      queries: [{ expr: promql`min by (pool) (${select(dbCacheHitRatio, chosen)})`, legend: "{{pool}}" }],
      thresholds: { yellow: 0.99, red: 0.9 },
      max: 1,
      width: 6,
    }),
    timeseries({
      title: "Connections to the database",
      description: "Whoever opened them, by what they do.",
      queries: [
        {
          expr: promql`max by (pool, state) (${select(dbConnections, chosen)})`,
          legend: "{{state}} {{pool}}",
        },
      ],
      stacked: true,
      width: 9,
    }),
    timeseries({
      title: "Trouble with connections",
      description:
        "Connections that failed, checkouts that gave up, and connections that were not given back, each second.",
      queries: [
        {
          expr: promql`sum by (pool) (rate(${select(dbConnectionErrors, chosen)}[5m]))`,
          legend: "failed {{pool}}",
        },
        {
          expr: promql`sum by (pool) (rate(${select(dbPoolTimeouts, chosen)}[5m]))`,
          legend: "gave up {{pool}}",
        },
        {
          expr: promql`sum by (pool) (rate(${select(dbConnectionLeaks, chosen)}[5m]))`,
          legend: "leaked {{pool}}",
        },
      ],
      width: 9,
    }),
    table({
      title: "Bloat",
      description: "Share of a table's rows that are dead: what vacuum has not yet made free.",
      rows: ["pool", "table"],
      orderedBy: "A",
      queries: [
        {
          expr: promql`topk(20, max by (pool, table) (${select(dbTableBloat, chosen)}))`,
          legend: "dead rows",
        },
      ],
      thresholds: { yellow: 0.2, red: 0.4 },
    }),
    timeseries({
      title: "Replication lag",
      description: "How far each replica is behind.",
      queries: [
        {
          expr: promql`max by (pool, replica) (${select(dbReplicationLag, chosen)})`,
          legend: "{{replica}} {{pool}}",
        },
      ],
    }),
  ],
});
