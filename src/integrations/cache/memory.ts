import type { CacheLayerStatus } from "../../model/index.ts";
import { wrapMethod } from "../watching/index.ts";

/** What is used of an `LRUCache` of the package `lru-cache`, in which bentocache's memory driver keeps its entries. */
export interface MemoryStore {
  set: unknown;
  readonly size: number;
  /** Entries that it may hold; 0 for no limit. */
  readonly max: number;
  /** Of all entries, in what its owner counts sizes in. */
  readonly calculatedSize: number;
  /** Sizes that it may hold; 0 for no limit. */
  readonly maxSize: number;
}

/** What lru-cache writes into a status that it is given. */
interface SetStatus {
  set?: "add" | "replace" | "update" | "miss" | "deleted";
}

interface SetOptions {
  readonly status?: SetStatus;
}

/**
 * Tells how many entries each write pushed out. lru-cache takes no listener once it is made, but says of each write what
 * it did; by how much the store then grew too little, so much was dropped.
 * @returns Leaves the store as it was.
 */
export function watchEvictions(store: MemoryStore, evicted: (count: number) => void): () => void {
  return wrapMethod(store, "set", (original) => (self, [key, value, given]) => {
    const options = given as SetOptions | undefined;
    const status = options?.status ?? {};
    const before = store.size;
    const result = original(self, [key, value, { ...options, status }]);
    const dropped = before + (status.set === "add" ? 1 : 0) - store.size;
    // an entry that does not fit at all takes its predecessor away, which is no eviction
    if (dropped > 0 && status.set !== "miss" && status.set !== "deleted") evicted(dropped);
    return result;
  });
}

/** How full a store is. */
export function memoryStatus({ size, max, calculatedSize, maxSize }: MemoryStore): CacheLayerStatus {
  const entries = `${size}${max > 0 ? ` of ${max}` : ""} entries`;
  const fill =
    maxSize > 0 ? `${entries}, ${Math.round((100 * calculatedSize) / maxSize)} % of its size` : entries;
  return { name: "memory", status: "ok", detail: fill, entries: size };
}
