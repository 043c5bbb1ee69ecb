import { bytes } from "../../charts/units.ts";
import { only } from "../lines.ts";
import type { Panel } from "../panel.ts";

export const memory: Panel = {
  id: "memory",
  title: "Memory",
  section: "Runtime",
  unit: bytes,
  sources: [
    {
      query: { metric: "process_resident_memory_bytes", view: "value", by: [] },
      lines: only("resident"),
    },
    { query: { metric: "nodejs_heap_size_used_bytes", view: "value", by: [] }, lines: only("heap used") },
    {
      query: { metric: "nodejs_heap_size_total_bytes", view: "value", by: [] },
      lines: only("heap total"),
    },
  ],
  absent: "the process is not watched; add processes() to the integrations",
  empty: "memory was not measured",
};
