import { perSecond } from "../../charts/units.ts";
import type { Panel } from "../panel.ts";

export const queries: Panel = {
  id: "queries",
  title: "Queries by type, and slow ones",
  section: "Database",
  unit: perSecond("q"),
  queries: [
    {
      expr: "sum by (query_type) (rate(db_queries_total{$service}[$__rate_interval]))",
      legend: "{{query_type}}",
    },
    {
      expr: "sum(rate(db_slow_queries_total{$service}[$__rate_interval]))",
      legend: "slow",
      dashed: true,
    },
  ],
  absent: "no database is watched; add its integration",
  empty: "no query was sent",
};
