import { bytes, quantity, ratio, written } from "../../charts/units.ts";
import { levelOf, stat } from "../stat.ts";

/** What the processes hold; judged by the fullest heap, which ends its process when it is full. */
export const memory = stat({
  id: "memory",
  label: "Memory",
  course: "sum(process_resident_memory_bytes{$service})",
  numbers: {
    resident: "sum(process_resident_memory_bytes{$service})",
    heap: "max(nodejs_heap_size_used_bytes{$service})",
    full: "max(nodejs_heap_size_used_bytes{$service} / nodejs_heap_size_limit_bytes{$service})",
  },
  read: ({ resident, heap, full }) => ({
    value: resident,
    quantity: quantity(bytes, resident),
    detail: `heap ${written(bytes, heap)}, ${written(ratio, full)} full`,
    level: levelOf(full, 0.7, 0.9),
  }),
});
