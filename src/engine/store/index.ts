export { KEPT_SAMPLES, MemoryStore, type StoreSize } from "./memory-store.ts";
