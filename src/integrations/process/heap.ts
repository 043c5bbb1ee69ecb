import { getHeapSpaceStatistics, getHeapStatistics } from "node:v8";
import type { Host } from "../../model/index.ts";
import {
  externalMemory,
  heapSizeLimit,
  heapSizeTotal,
  heapSizeUsed,
  heapSpaceSizeUsed,
  spaceName,
} from "./metrics.ts";

/** Returns what records the size of this thread's heap as it is then. Takes some microseconds. */
export function heapMeter({ recorder }: Host): () => void {
  const total = recorder.gauge(heapSizeTotal);
  const used = recorder.gauge(heapSizeUsed);
  const limit = recorder.gauge(heapSizeLimit);
  const external = recorder.gauge(externalMemory);
  const spaces = recorder.gauge(heapSpaceSizeUsed);
  return () => {
    const heap = getHeapStatistics();
    total.set(heap.total_heap_size);
    used.set(heap.used_heap_size);
    limit.set(heap.heap_size_limit);
    external.set(heap.external_memory);
    for (const { space_name, space_used_size } of getHeapSpaceStatistics()) {
      spaces.set({ space: spaceName(space_name) }, space_used_size);
    }
  };
}
