import { perSecond } from "../../charts/units.ts";
import type { Panel } from "../panel.ts";

export const garbageCollection: Panel = {
  id: "garbage-collection",
  title: "Garbage collections by kind",
  section: "Runtime",
  unit: perSecond("gc"),
  queries: [
    {
      expr: "sum by (kind) (rate(nodejs_gc_duration_seconds_count{$service}[$__rate_interval]))",
      legend: "{{kind}}",
    },
  ],
  absent: "the process is not watched; add processes() to the integrations",
  empty: "no garbage was collected",
};
