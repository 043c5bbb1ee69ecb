import { seconds } from "../../charts/units.ts";
import type { Panel } from "../panel.ts";
import { percentiles } from "../percentiles.ts";

export const queryLatency: Panel = {
  id: "query-latency",
  title: "Query latency",
  section: "Database",
  unit: seconds,
  queries: percentiles("db_query_duration_seconds"),
  absent: "no database is watched; add its integration",
  empty: "no query was sent",
};
