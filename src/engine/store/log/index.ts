export type { DurableStoreOptions, LogHealth, LogNumbers } from "./durable-options.ts";
export { DurableStore } from "./durable-store.ts";
export { LOG_FAULTS, type LogFault } from "./fault.ts";
export { JoinedLog, type Log } from "./joined-log.ts";
export type { Memory, MemoryKind } from "./memory.ts";
