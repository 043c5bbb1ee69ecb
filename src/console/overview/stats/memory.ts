import type { MetricQuery } from "../../api/metric.ts";
import { bytes, quantity, ratio, written } from "../../charts/units.ts";
import { courseOf, newestOf } from "../reading.ts";
import { levelOf, type Stat } from "../stat.ts";

const resident: MetricQuery = { metric: "process_resident_memory_bytes", view: "value", by: [] };
const newest: MetricQuery = { ...resident, whole: true };
const heapUsed: MetricQuery = { ...newest, metric: "nodejs_heap_size_used_bytes" };
const heapLimit: MetricQuery = { ...newest, metric: "nodejs_heap_size_limit_bytes" };

/** What the process holds; judged by its heap, which ends the process when it is full. */
export const memory: Stat = {
  id: "memory",
  label: "Memory",
  queries: [resident, newest, heapUsed, heapLimit],
  read(snapshot) {
    const value = newestOf(snapshot, newest);
    const heap = newestOf(snapshot, heapUsed);
    const limit = newestOf(snapshot, heapLimit);
    const full = heap === null || !limit ? null : heap / limit;
    return {
      value,
      quantity: quantity(bytes, value),
      detail: `heap ${written(bytes, heap)}, ${written(ratio, full)} full`,
      level: levelOf(full, 0.7, 0.9),
      course: courseOf(snapshot, resident),
    };
  },
};
