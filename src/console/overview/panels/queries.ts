import { perSecond } from "../../charts/units.ts";
import { eachOf, only } from "../lines.ts";
import type { Panel } from "../panel.ts";

export const queries: Panel = {
  id: "queries",
  title: "Queries by type, and slow ones",
  section: "Database",
  unit: perSecond("q"),
  sources: [
    {
      query: { metric: "db_queries_total", view: "rate", by: ["query_type"] },
      lines: eachOf("query_type"),
    },
    {
      query: { metric: "db_slow_queries_total", view: "rate", by: [] },
      lines: only("slow", { dashed: true }),
    },
  ],
  absent: "no database is watched; add its integration",
  empty: "no query was sent",
};
