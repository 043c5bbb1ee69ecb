import { bytes } from "../../charts/units.ts";
import type { Panel } from "../panel.ts";

/** Of several processes, what they hold together and the fullest heap, which ends its process. */
export const memory: Panel = {
  id: "memory",
  title: "Memory",
  section: "Runtime",
  unit: bytes,
  queries: [
    { expr: "sum(process_resident_memory_bytes{$service})", legend: "resident" },
    { expr: "max(nodejs_heap_size_used_bytes{$service})", legend: "heap used" },
    { expr: "max(nodejs_heap_size_total_bytes{$service})", legend: "heap total" },
  ],
  absent: "the process is not watched; add processes() to the integrations",
  empty: "memory was not measured",
};
