import { join } from "node:path";
import type { Clock, Logger, SeriesWriter } from "../model/index.ts";
import {
  DurableStore,
  KEPT_MS,
  type LogHealth,
  type LogNumbers,
  type MemoryStore,
  memoryStoreOf,
} from "./store/index.ts";

export interface StoreOptions {
  /** History outlives the process in a folder of its own therein. Default: it does not. */
  readonly dataDir?: string | undefined;
  /** How long history is kept, in milliseconds. Default: a day. */
  readonly retentionMs?: number | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The engine's history. */
export interface EngineStore {
  /** What is read. */
  readonly memory: MemoryStore;
  /** What is written. */
  readonly writer: SeriesWriter;
  /** How it outlives the process; undefined where it does not. */
  readonly log: { health(): LogHealth; numbers(): LogNumbers } | undefined;
  close(): Promise<void>;
}

const FOLDER = "history";

/** Opens it. Never throws for the folder's state: what is wrong with it is logged, and history goes on in memory. */
export function openStore({ dataDir, retentionMs = KEPT_MS, clock, logger }: StoreOptions): EngineStore {
  const kind = memoryStoreOf({ retentionMs });
  if (dataDir === undefined) {
    const memory = kind.empty();
    return { memory, writer: memory, log: undefined, close: () => Promise.resolve() };
  }
  const log = DurableStore.open(join(dataDir, FOLDER), { memory: kind, retentionMs, clock, logger });
  return { memory: log.memory, writer: log, log, close: () => log.close() };
}
