import { count } from "../../charts/units.ts";
import { only } from "../lines.ts";
import type { Panel, Source } from "../panel.ts";

export const pool: Panel = {
  id: "pool",
  title: "Connection pool",
  section: "Database",
  unit: count,
  sources: [connections("active"), connections("idle"), connections("waiting"), connections("max", true)],
  absent: "no connection pool is watched; add its database's integration",
  empty: "the pool reported nothing",
};

/** All pools together. */
function connections(state: string, dashed = false): Source {
  return {
    query: { metric: `db_pool_connections_${state}`, view: "value", by: [] },
    lines: only(state, { dashed }),
  };
}
