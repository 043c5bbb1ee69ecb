import type { Clock } from "../../../model/index.ts";
import type { LogFolder } from "./log-folder.ts";
import { writeSnapshotFile } from "./snapshot-file.ts";

/** After how long one that failed is tried again. */
const RETRY_MS = 300_000;

export interface SnapshotsOptions {
  readonly folder: LogFolder;
  readonly clock: Clock;
  readonly everyMs: number;
  /** The time of the last snapshot: wall time in milliseconds. */
  readonly lastMs: number | undefined;
  /** The time of the oldest tick, of which there may be no snapshot yet. */
  readonly sinceMs: number | undefined;
  /** What a snapshot is of, as of the call. */
  readonly chunks: () => Iterable<Uint8Array>;
  readonly onWritten: () => void;
  readonly onError: (error: unknown) => void;
}

/** Writes snapshots from time to time, so that a start replays only what came after the last one. */
export class Snapshots {
  readonly #options: SnapshotsOptions;
  #lastMs: number | undefined;
  /** From when on the next one is waited for. */
  #sinceMs: number | undefined;
  #isWanted = false;
  #writing: Promise<void> | undefined;
  #stop = new AbortController();

  constructor(options: SnapshotsOptions) {
    this.#options = options;
    this.#lastMs = options.lastMs;
    this.#sinceMs = options.lastMs ?? options.sinceMs;
  }

  /** The time of the last one that was written; undefined for none. */
  get lastMs(): number | undefined {
    return this.#lastMs;
  }

  /** Lets the next tick begin one: the log has a gap that only memory can fill. */
  want(): void {
    this.#isWanted = true;
  }

  /** Begins one when it is time; after a tick. */
  consider(timestampMs: number): void {
    this.#sinceMs ??= timestampMs;
    const isTime = this.#isWanted || timestampMs - this.#sinceMs >= this.#options.everyMs;
    if (!isTime || this.#writing !== undefined) return;
    this.#isWanted = false;
    this.#sinceMs = timestampMs;
    this.#writing = this.#write(timestampMs, this.#stop.signal).finally(() => {
      this.#writing = undefined;
    });
  }

  /** Gives up the one that is being written; later ones are written again. Waits until nothing is left of it. */
  async cancel(): Promise<void> {
    this.#stop.abort();
    this.#stop = new AbortController();
    await this.#writing;
  }

  /** Waits for the one that is being written. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  async #write(timestampMs: number, signal: AbortSignal): Promise<void> {
    const { folder, clock, chunks, onWritten, onError } = this.#options;
    try {
      await writeSnapshotFile(folder.snapshotPath(timestampMs), chunks(), clock, signal);
      this.#lastMs = timestampMs;
      onWritten();
    } catch (error) {
      this.#sinceMs = timestampMs + RETRY_MS - this.#options.everyMs;
      if (!signal.aborted) onError(error);
    }
  }
}
