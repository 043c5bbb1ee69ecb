import type { Clock, Logger } from "../../../model/index.ts";
import type { LogFault } from "./fault.ts";
import type { Memory, MemoryKind } from "./memory.ts";

export interface DurableStoreOptions<M extends Memory> {
  readonly memory: MemoryKind<M>;
  /** How long ticks stay on disk, in milliseconds: as long as the memory keeps them. */
  readonly retentionMs: number;
  /** What all files together may take; the oldest ticks go first. The newest snapshot and segment stay. Default 4 GiB. */
  readonly maxBytes?: number;
  readonly clock: Clock;
  readonly logger: Logger;
  /**
   * When the disk itself must have what was written. A process that is killed loses nothing either way: the operating
   * system has each tick at once. Only a power failure can cost more: with `segment` (the default: the disk is waited for
   * when a segment ends, by nobody) what the system still held, about the last half minute on Linux. `tick` waits for the
   * disk at each tick, and holds the engine's thread as long as that takes.
   */
  readonly sync?: "segment" | "tick";
  /** When a segment is followed by the next: after this time or at this size. Default: an hour, 32 MiB. */
  readonly segmentMs?: number;
  readonly segmentBytes?: number;
  /** Time between two snapshots, in milliseconds: what a start replays at most. Default: 2 hours. */
  readonly snapshotEveryMs?: number;
}

/** How the log is. */
export interface LogHealth {
  readonly status: "ok" | "degraded";
  /** For a person; of a fault also its cure. */
  readonly detail: string;
}

/** What the log counts. */
export interface LogNumbers {
  /** What ticks take on disk. */
  readonly segmentBytes: number;
  /** What the newest snapshot takes. */
  readonly snapshotBytes: number;
  /** What went wrong since the start, by reason. */
  readonly errors: ReadonlyMap<LogFault, number>;
  /** Records cut off at the start, since a process or machine had stopped while it wrote them. */
  readonly tornRecords: number;
  /** Wall time of the last snapshot in milliseconds; undefined for none. */
  readonly lastSnapshotMs: number | undefined;
}
