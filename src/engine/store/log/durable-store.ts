import type {
  Family,
  FarolError,
  Labels,
  Matcher,
  Series,
  SeriesId,
  SeriesReader,
  SeriesWriter,
  TimeRange,
} from "../../../model/index.ts";
import { Catalog } from "./catalog.ts";
import type { DurableStoreOptions, LogHealth, LogNumbers } from "./durable-options.ts";
import { faultOf, unusable } from "./fault.ts";
import { bytesOf, LogFolder } from "./log-folder.ts";
import { LogWriter } from "./log-writer.ts";
import type { Memory } from "./memory.ts";
import { type Restored, restore } from "./restore.ts";
import { Snapshots } from "./snapshots.ts";

const HOUR_MS = 3_600_000;
const DEFAULTS = {
  maxBytes: 4 * 2 ** 30,
  segmentMs: HOUR_MS,
  segmentBytes: 32 * 2 ** 20,
  snapshotEveryMs: 2 * HOUR_MS,
};
/** Where absence ends series: one with a sample so shortly before the last tick went on until the process ended. */
const FRESH_MS = 300_000;

/**
 * A store in memory whose history outlives the process: each tick is appended to a log, and all that is known is written
 * down from time to time. Whatever happens to the folder, it works on in memory, says so, and writes again when it can.
 */
export class DurableStore<M extends Memory> implements SeriesReader, SeriesWriter {
  /** What is read; written only through this store. */
  readonly memory: M;
  readonly #options: DurableStoreOptions<M> & typeof DEFAULTS;
  readonly #folder: LogFolder;
  readonly #catalog = new Catalog();
  readonly #writer: LogWriter;
  readonly #snapshots: Snapshots;
  readonly #restored: Restored<M>;
  /** What files take besides the segment that is written. */
  #closedSegmentBytes = 0;
  #snapshotBytes = 0;
  #snapshotFault: FarolError | undefined;

  /**
   * Reads back what a folder holds, which is made where it does not exist, and goes on with it. What is wrong with it is
   * never thrown, but logged, counted and said by `health`.
   */
  static open<M extends Memory>(path: string, options: DurableStoreOptions<M>): DurableStore<M> {
    return new DurableStore(new LogFolder(path), { ...DEFAULTS, ...options });
  }

  private constructor(folder: LogFolder, options: DurableStoreOptions<M> & typeof DEFAULTS) {
    const { clock, logger, memory, sync, segmentMs, segmentBytes, snapshotEveryMs } = options;
    this.#folder = folder;
    this.#options = options;
    this.#writer = new LogWriter({
      ...{
        folder,
        catalog: this.#catalog,
        clock,
        logger,
        isSynced: sync === "tick",
        segmentMs,
        segmentBytes,
      },
      onSegment: (timestampMs, isAgain) => this.#segmentBegan(timestampMs, isAgain),
      onFault: () => void this.#snapshots?.cancel(),
    });
    this.#restored = restore(folder, memory, {
      isOwner: this.#writer.isOwner,
      nowMs: clock.now(),
    });
    this.memory = this.#restored.store;
    this.#snapshots = new Snapshots({
      ...{ folder, clock, everyMs: snapshotEveryMs, lastMs: this.#restored.snapshotMs },
      sinceMs: this.memory.extent()?.startMs,
      chunks: () => memory.write(this.memory),
      onWritten: () => this.#snapshotWritten(),
      onError: (error) => this.#snapshotFailed(error),
    });
    this.#tellDamages();
    this.#goOn();
  }

  select(name: string | undefined, matchers: readonly Matcher[]): Iterable<Series> {
    return this.memory.select(name, matchers);
  }

  names(): readonly string[] {
    return this.memory.names();
  }

  family(seriesName: string): Family | undefined {
    return this.memory.family(seriesName);
  }

  extent(): TimeRange | undefined {
    return this.memory.extent();
  }

  declare(family: Family): void {
    this.memory.declare(family);
    this.#catalog.declare(family);
  }

  series(name: string, labels: Labels): SeriesId {
    const id = this.memory.series(name, labels);
    this.#catalog.take(id, name, labels);
    return id;
  }

  /** @throws Error as the memory does; what it refuses is not written. The folder's faults are not thrown. */
  append(timestampMs: number, ids: Uint32Array, values: Float64Array, count: number): void {
    this.memory.append(timestampMs, ids, values, count);
    this.#writer.append(timestampMs, ids.subarray(0, count), values);
    if (this.#writer.fault === undefined) this.#snapshots.consider(timestampMs);
  }

  end(id: SeriesId, timestampMs: number): void {
    const isNews = this.memory.end(id, timestampMs);
    const series = this.#catalog.get(id);
    if (series === undefined || !isNews) return;
    series.endedMs = timestampMs;
    this.#writer.end(series, timestampMs);
  }

  /** How history outlives the process, now. */
  health(): LogHealth {
    const fault = this.#writer.fault ?? this.#snapshotFault;
    if (fault !== undefined) return { status: "degraded", detail: fault.message };
    const { length } = this.#restored.damages;
    const damage =
      length === 0 ? "" : `; at the start ${length} files could not be read whole, as was logged`;
    const { segmentBytes, snapshotBytes } = this.numbers();
    const detail = `${segmentBytes + snapshotBytes} bytes in ${this.#folder.path}${damage}`;
    return { status: "ok", detail };
  }

  numbers(): LogNumbers {
    return {
      segmentBytes: this.#closedSegmentBytes + this.#writer.segmentBytes,
      snapshotBytes: this.#snapshotBytes,
      errors: this.#writer.errors,
      tornRecords: this.#restored.tornRecords,
      lastSnapshotMs: this.#snapshots.lastMs,
    };
  }

  /** Waits until a snapshot that is being written is written. */
  settled(): Promise<void> {
    return this.#snapshots.settled();
  }

  /** Writes what no tick took with it yet, and gives the folder free. Nothing may be written afterwards. */
  async close(): Promise<void> {
    await this.#snapshots.cancel();
    await this.#writer.close();
  }

  #goOn(): void {
    const extent = this.memory.extent();
    if (extent === undefined) return;
    const endsAll = this.#options.memory.absence === "ends";
    for (const name of this.memory.names()) {
      for (const series of this.memory.select(name, [])) {
        this.#catalog.take(series.id, name, series.labels);
        if (endsAll) this.#endWithProcess(series, extent.endMs);
      }
    }
  }

  /** What went on until the last process ended has ended with it: absent from then on, unless it is written again. */
  #endWithProcess(series: Series, lastMs: number): void {
    const { values, stale } = series.samples({ startMs: lastMs - FRESH_MS, endMs: lastMs });
    const isOver = values.length === 0 || stale?.at(-1) === 1;
    if (!isOver) this.end(series.id, lastMs + 1);
  }

  #segmentBegan(timestampMs: number, isAgain: boolean): void {
    this.#prune(timestampMs);
    this.#catalog.keep((id) => this.memory.has(id));
    // What happened meanwhile is known to memory only.
    if (isAgain) this.#snapshots.want();
  }

  #snapshotWritten(): void {
    this.#snapshotFault = undefined;
    this.#prune(this.memory.extent()!.endMs);
  }

  #snapshotFailed(error: unknown): void {
    this.#writer.count(faultOf(error));
    this.#snapshotFault = unusable(this.#folder.path, error);
    this.#options.logger.error(
      { err: this.#snapshotFault },
      "Farol: history could not be written down at once",
    );
  }

  #prune(nowMs: number): void {
    try {
      this.#folder.prune(nowMs - this.#options.retentionMs, this.#options.maxBytes);
      this.#closedSegmentBytes = bytesOf(this.#folder.segments()) - this.#writer.segmentBytes;
      this.#snapshotBytes = bytesOf(this.#folder.snapshots());
    } catch (error) {
      this.#writer.count(faultOf(error));
      this.#options.logger.error(
        { err: unusable(this.#folder.path, error) },
        "Farol: old history stays on disk",
      );
    }
  }

  #tellDamages(): void {
    for (const err of this.#restored.damages) {
      this.#writer.count("damaged");
      this.#options.logger.error({ err }, "Farol: some of its history could not be read");
    }
  }
}
