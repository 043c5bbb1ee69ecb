import { perSecond } from "../../charts/units.ts";
import { eachOf } from "../lines.ts";
import type { Panel } from "../panel.ts";

export const garbageCollection: Panel = {
  id: "garbage-collection",
  title: "Garbage collections by kind",
  section: "Runtime",
  unit: perSecond("gc"),
  sources: [
    { query: { metric: "nodejs_gc_duration_seconds", view: "rate", by: ["kind"] }, lines: eachOf("kind") },
  ],
  absent: "the process is not watched; add processes() to the integrations",
  empty: "no garbage was collected",
};
