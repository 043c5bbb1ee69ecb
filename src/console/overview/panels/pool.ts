import { count } from "../../charts/units.ts";
import type { Panel } from "../panel.ts";

/** All pools together. */
export const pool: Panel = {
  id: "pool",
  title: "Connection pool",
  section: "Database",
  unit: count,
  queries: [
    { expr: "sum(db_pool_connections_active{$service})", legend: "active" },
    { expr: "sum(db_pool_connections_idle{$service})", legend: "idle" },
    { expr: "sum(db_pool_connections_waiting{$service})", legend: "waiting" },
    { expr: "sum(db_pool_connections_max{$service})", legend: "max", dashed: true },
  ],
  absent: "no connection pool is watched; add its database's integration",
  empty: "the pool reported nothing",
};
