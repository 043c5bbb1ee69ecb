import { readFileSync, rmSync, truncateSync } from "node:fs";
import { damaged } from "./fault.ts";
import { isOtherVersion } from "./frame.ts";
import type { LogFile, LogFolder } from "./log-folder.ts";
import type { Memory, MemoryKind } from "./memory.ts";
import { type Replayed, replaySegment } from "./segment-replay.ts";
import { readSnapshotFile } from "./snapshot-file.ts";

/** What was read back. */
export interface Restored<M> {
  readonly store: M;
  /** The time of the snapshot that it began with: wall time in milliseconds; undefined for none. */
  readonly snapshotMs: number | undefined;
  /** Records that were cut off the newest segment's end: the process or the machine stopped while it wrote them. */
  readonly tornRecords: number;
  /** What could not be read, each a file's. */
  readonly damages: readonly Error[];
}

export interface RestoreOptions {
  /** Whether files may be put in order: torn ends cut, files with nothing readable set aside. */
  readonly isOwner: boolean;
  /** Wall time in milliseconds. What is later was written while the clock was wrong, and would bar all ticks of now. */
  readonly nowMs: number;
}

/** A clock that was set back by so little is waited for. */
const AHEAD_MS = 300_000;

/** Reads history back: the newest snapshot that can be read, then the ticks after it. What cannot be read is left out. */
export function restore<M extends Memory>(
  folder: LogFolder,
  kind: MemoryKind<M>,
  options: RestoreOptions,
): Restored<M> {
  return new Restoration(folder, kind, options).run();
}

class Restoration<M extends Memory> {
  readonly #folder: LogFolder;
  readonly #kind: MemoryKind<M>;
  readonly #isOwner: boolean;
  readonly #untilMs: number;
  readonly #damages: Error[] = [];
  #tornRecords = 0;

  constructor(folder: LogFolder, kind: MemoryKind<M>, { isOwner, nowMs }: RestoreOptions) {
    this.#folder = folder;
    this.#kind = kind;
    this.#isOwner = isOwner;
    this.#untilMs = nowMs + AHEAD_MS;
  }

  run(): Restored<M> {
    if (this.#isOwner) this.#attempt(this.#folder.path, () => this.#folder.removeUnfinished());
    const begun = this.#snapshot();
    const store = begun?.store ?? this.#kind.empty();
    const segments = this.#attempt(this.#folder.path, () => this.#folder.segments()) ?? [];
    segments.forEach((segment, i) => {
      this.#attempt(segment.path, () => this.#replay(segment, segments[i + 1], store));
    });
    const [tornRecords, damages] = [this.#tornRecords, this.#damages];
    return { store, snapshotMs: begun?.atMs, tornRecords, damages };
  }

  #snapshot(): { readonly store: M; readonly atMs: number } | undefined {
    const snapshots = this.#attempt(this.#folder.path, () => this.#folder.snapshots()) ?? [];
    for (const file of snapshots.toReversed()) {
      try {
        if (file.atMs > this.#untilMs) throw new Error(OF_THE_FUTURE);
        return { store: this.#kind.read(readSnapshotFile(file.path)), atMs: file.atMs };
      } catch (error) {
        this.#setAside(file, textOf(error));
      }
    }
    return undefined;
  }

  #replay(segment: LogFile, next: LogFile | undefined, store: M): void {
    const afterMs = store.extent()?.endMs ?? Number.NEGATIVE_INFINITY;
    // All its ticks are before the next one's first.
    if (next !== undefined && next.atMs <= afterMs) return;
    if (segment.atMs > this.#untilMs) {
      this.#setAside(segment, OF_THE_FUTURE);
      return;
    }
    const file = readFileSync(segment.path);
    if (file.length === 0) this.#removeEmpty(segment);
    else if (isOtherVersion(file)) this.#tell(segment.path, "another version of Farol wrote it");
    else {
      const replayed = replaySegment(file, store, { afterMs, untilMs: this.#untilMs });
      this.#putInOrder(segment, next === undefined, replayed);
    }
  }

  /** Its process ended between making it and writing it. */
  #removeEmpty({ path }: LogFile): void {
    if (this.#isOwner) rmSync(path);
  }

  #putInOrder(segment: LogFile, isNewest: boolean, replayed: Replayed): void {
    const { records, tornAt = segment.bytes } = replayed;
    const isTorn = isNewest && tornAt < segment.bytes;
    const lost = lossOf(replayed, isTorn ? 0 : segment.bytes - tornAt);
    if (records === 0) this.#setAside(segment, "nothing in it is whole");
    else if (lost !== "") this.#tell(segment.path, lost);
    // Of a segment that another process writes, the end is only not there yet.
    if (!isTorn || !this.#isOwner) return;
    this.#tornRecords += 1;
    if (records > 0) truncateSync(segment.path, tornAt);
  }

  #setAside(file: LogFile, found: string): void {
    this.#attempt(file.path, () =>
      this.#tell(this.#isOwner ? this.#folder.setAside(file) : file.path, found),
    );
  }

  #tell(path: string, found: string): void {
    this.#damages.push(damaged(path, found));
  }

  /** Does something with a file; where that fails, what it holds is left out as any damage. */
  #attempt<T>(path: string, work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      this.#tell(path, textOf(error));
      return undefined;
    }
  }
}

const OF_THE_FUTURE = "it is of the future, since the clock was wrong when it was written or is now";

/** What of a segment could not be read, in words; empty for nothing. */
function lossOf({ lostRecords, lateRecords, damagedBytes }: Replayed, bytesAtEnd: number): string {
  const bytes = damagedBytes + bytesAtEnd;
  return [
    ...(bytes > 0 ? [`${bytes} bytes are not as they were written`] : []),
    ...(lostRecords > 0 ? [`${lostRecords} records go on from such`] : []),
    ...(lateRecords > 0 ? [`${lateRecords} records are of the future`] : []),
  ].join(", ");
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
