import type { MemoryKind } from "./log/memory.ts";
import { MemoryStore, type MemoryStoreOptions } from "./memory-store.ts";
import { readSnapshot } from "./snapshot/read.ts";
import { writeSnapshot } from "./snapshot/write.ts";

/** How a store in memory is made to last. */
export function memoryStoreOf(options?: MemoryStoreOptions): MemoryKind<MemoryStore> {
  return {
    absence: options?.absence ?? "ends",
    empty: () => new MemoryStore(options),
    write: writeSnapshot,
    read(chunks) {
      const { store, damages } = readSnapshot(chunks, options);
      if (damages.length > 0) throw new Error(damages.join(", "));
      return store;
    },
  };
}

/** With all its defaults. */
export const MEMORY_STORE = memoryStoreOf();
