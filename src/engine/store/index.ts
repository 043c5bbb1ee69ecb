export type { Absence } from "./absence.ts";
export { JoinedReader } from "./joined-reader.ts";
export * from "./log/index.ts";
export { MEMORY_STORE, memoryStoreOf } from "./memory-kind.ts";
export { KEPT_MS, MemoryStore, type MemoryStoreOptions, type StoreSize } from "./memory-store.ts";
export { readSnapshot, type SnapshotRead } from "./snapshot/read.ts";
export { writeSnapshot } from "./snapshot/write.ts";
