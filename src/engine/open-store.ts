import { join } from "node:path";
import type { Clock, Logger, SeriesReader, SeriesWriter } from "../model/index.ts";
import {
  DurableStore,
  JoinedLog,
  JoinedReader,
  KEPT_MS,
  type Log,
  type MemoryStore,
  type MemoryStoreOptions,
  memoryStoreOf,
  type StoreSize,
} from "./store/index.ts";

export interface StoreOptions {
  /** History outlives the process in folders of its own therein. Default: it does not. */
  readonly dataDir?: string | undefined;
  /** How long history is kept, in milliseconds. Default: a day. */
  readonly retentionMs?: number | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The engine's history: what was sampled, and what rules wrote, each in a store of its own. */
export interface EngineStore {
  /** What was sampled. */
  readonly memory: MemoryStore;
  /** All that there is, read as one: what was sampled first. */
  readonly reader: SeriesReader;
  /** What samples are written to: at each tick every series that goes on. */
  readonly writer: SeriesWriter;
  /**
   * What rules write to: at each time once, and what was due then. A series ends where they say so, and nowhere else. An
   * id is good for as long as a sample of its series is kept: who writes again after that asks for it again.
   */
  readonly ruleWriter: SeriesWriter;
  /** How it outlives the process; undefined where it does not. */
  readonly log: Log | undefined;
  /** What all of it takes. */
  size(): StoreSize;
  close(): Promise<void>;
}

/** One of its stores. */
interface Part {
  readonly memory: MemoryStore;
  readonly writer: SeriesWriter;
  readonly log: DurableStore<MemoryStore> | undefined;
}

const SAMPLES_FOLDER = "history";
const RULES_FOLDER = "history-rules";
/** Far from any id that a sampled series gets. */
const FIRST_RULE_ID = 2 ** 30;
/** What rules make is little beside what it is made of. */
const RULES_MAX_BYTES = 128 * 2 ** 20;

/** Opens it. Never throws for the folders' state: what is wrong with them is logged, and history goes on in memory. */
export function openStore(options: StoreOptions): EngineStore {
  const samples = openPart(SAMPLES_FOLDER, options, {});
  const rules = openPart(RULES_FOLDER, options, {
    absence: "gap",
    firstId: FIRST_RULE_ID,
    maxBytes: RULES_MAX_BYTES,
  });
  const logs = [samples.log, rules.log].filter((log) => log !== undefined);
  return {
    memory: samples.memory,
    reader: new JoinedReader(samples.memory, rules.memory),
    writer: samples.writer,
    ruleWriter: rules.writer,
    log: logs.length === 0 ? undefined : new JoinedLog(logs),
    size: () => sum(samples.memory.size(), rules.memory.size()),
    close: async () => {
      await Promise.all(logs.map((log) => log.close()));
    },
  };
}

function openPart(
  folder: string,
  { dataDir, retentionMs = KEPT_MS, clock, logger }: StoreOptions,
  limits: MemoryStoreOptions,
): Part {
  const kind = memoryStoreOf({ retentionMs, ...limits });
  if (dataDir === undefined) {
    const memory = kind.empty();
    return { memory, writer: memory, log: undefined };
  }
  const log = DurableStore.open(join(dataDir, folder), { memory: kind, retentionMs, clock, logger });
  return { memory: log.memory, writer: log, log };
}

function sum(one: StoreSize, other: StoreSize): StoreSize {
  return {
    series: one.series + other.series,
    samples: one.samples + other.samples,
    bytes: one.bytes + other.bytes,
    chunks: one.chunks + other.chunks,
    compressed: {
      samples: one.compressed.samples + other.compressed.samples,
      bytes: one.compressed.bytes + other.compressed.bytes,
    },
  };
}
