import { seconds } from "../../charts/units.ts";
import { quantileLines } from "../lines.ts";
import type { Panel } from "../panel.ts";

export const queryLatency: Panel = {
  id: "query-latency",
  title: "Query latency",
  section: "Database",
  unit: seconds,
  sources: [
    {
      query: { metric: "db_query_duration_seconds", view: "quantiles", by: [] },
      lines: quantileLines,
    },
  ],
  absent: "no database is watched; add its integration",
  empty: "no query was sent",
};
