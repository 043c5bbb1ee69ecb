import type { Clock, FarolError, Logger } from "../../../model/index.ts";
import type { Catalog, KnownSeries } from "./catalog.ts";
import { faultOf, LOG_FAULTS, type LogFault, unusable } from "./fault.ts";
import { lockFolder } from "./folder-lock.ts";
import { frame } from "./frame.ts";
import type { LogFolder } from "./log-folder.ts";
import { SegmentEncoder } from "./segment-encoder.ts";
import { SegmentFile } from "./segment-file.ts";

/** How long a folder that could not be written is left alone. */
const RETRY_MS = 10_000;
/** Series that one tick names ahead for the next segment: a few milliseconds' work. */
const SERIES_AHEAD = 2000;

export interface LogWriterOptions {
  readonly folder: LogFolder;
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Whether the disk has a tick before the next one may come. */
  readonly isSynced: boolean;
  /** When a segment is followed by another. */
  readonly segmentMs: number;
  readonly segmentBytes: number;
  /** Called when a segment was begun; `isAgain` after a fault. */
  readonly onSegment: (timestampMs: number, isAgain: boolean) => void;
  /** Called when nothing can be written from now on. */
  readonly onFault: () => void;
}

interface Segment {
  readonly file: SegmentFile;
  readonly encoder: SegmentEncoder;
  readonly beganMs: number;
}

/** The segment after this one, of which as much is written beforehand as can be. */
interface NextSegment {
  readonly encoder: SegmentEncoder;
  readonly frames: Uint8Array[];
}

/** Writes ticks to the newest segment. What goes wrong with the folder is kept from who calls, told, and tried again. */
export class LogWriter {
  readonly #options: LogWriterOptions;
  readonly #ends = new Map<KnownSeries, number>();
  readonly #errors = new Map<LogFault, number>(LOG_FAULTS.map((reason) => [reason, 0]));
  #unlock: (() => void) | undefined;
  #segment: Segment | undefined;
  #next: NextSegment | undefined;
  #closing: Promise<unknown> = Promise.resolve();
  #fault: FarolError | undefined;
  #retryAtMs = Number.NEGATIVE_INFINITY;

  /** Takes the folder for this process, where that can be done. */
  constructor(options: LogWriterOptions) {
    this.#options = options;
    try {
      this.#lock();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Whether the folder is this process' own. */
  get isOwner(): boolean {
    return this.#unlock !== undefined;
  }

  /** Why nothing is written; undefined while all is well. */
  get fault(): FarolError | undefined {
    return this.#fault;
  }

  /** What the segment takes that is written now. */
  get segmentBytes(): number {
    return this.#segment?.file.bytes ?? 0;
  }

  get errors(): ReadonlyMap<LogFault, number> {
    return this.#errors;
  }

  /** Writes one tick. Never throws. */
  append(timestampMs: number, ids: Uint32Array, values: Float64Array): void {
    const { clock, logger, onSegment } = this.#options;
    if (this.#fault !== undefined && clock.monotonic() < this.#retryAtMs) return;
    const before = this.#segment;
    try {
      this.#lock();
      this.#write(timestampMs, ids, values);
    } catch (error) {
      this.#fail(error);
      return;
    }
    const wasFaulty = this.#fault !== undefined;
    this.#fault = undefined;
    if (wasFaulty) logger.info({}, "Farol: history is written to its folder again");
    if (this.#segment !== before) onSegment(timestampMs, wasFaulty);
  }

  /** Notes that a series ended, which is written with the next tick. Until then it has ended once. */
  end(series: KnownSeries, timestampMs: number): void {
    if (!this.#ends.has(series)) this.#ends.set(series, timestampMs);
  }

  /** Counts what went wrong elsewhere in the folder. */
  count(reason: LogFault): void {
    this.#errors.set(reason, this.#errors.get(reason)! + 1);
  }

  /** Writes what no tick took with it, and gives the folder free. */
  async close(): Promise<void> {
    try {
      if (this.#segment !== undefined) this.#finish(this.#segment);
    } catch (error) {
      this.#fail(error);
    }
    await this.#closing;
    this.#unlock?.();
    this.#unlock = undefined;
  }

  #lock(): void {
    this.#unlock ??= lockFolder(this.#options.folder.path);
  }

  #write(timestampMs: number, ids: Uint32Array, values: Float64Array): void {
    const next = this.#prepare(timestampMs);
    const { file, encoder } = next === undefined ? this.#segment! : this.#begin(timestampMs, next);
    for (const [series, endedMs] of this.#ends) encoder.end(series, endedMs);
    const tick = frame(encoder.tick(timestampMs, ids, values));
    file.append(Buffer.concat([...(next?.frames ?? []), tick]), this.#options.isSynced);
    this.#ends.clear();
  }

  /** The next segment, once it is time for it and it is prepared. */
  #prepare(timestampMs: number): NextSegment | undefined {
    const { catalog, segmentMs, segmentBytes } = this.#options;
    const current = this.#segment;
    if (current === undefined) return { encoder: new SegmentEncoder(catalog), frames: [] };
    if (timestampMs - current.beganMs < segmentMs && current.file.bytes < segmentBytes) return undefined;
    this.#next ??= { encoder: new SegmentEncoder(catalog), frames: [] };
    const ahead = this.#next.encoder.ahead(SERIES_AHEAD);
    if (ahead === undefined) return this.#next;
    this.#next.frames.push(frame(ahead));
    return undefined;
  }

  #begin(timestampMs: number, { encoder }: NextSegment): Segment {
    if (this.#segment !== undefined) this.#finish(this.#segment);
    this.#next = undefined;
    const file = new SegmentFile(this.#options.folder.segmentPath(timestampMs));
    this.#segment = { file, encoder, beganMs: timestampMs };
    return this.#segment;
  }

  #finish({ file, encoder }: Segment): void {
    for (const [series, endedMs] of this.#ends) encoder.end(series, endedMs);
    this.#ends.clear();
    const rest = encoder.rest();
    this.#segment = undefined;
    try {
      if (rest !== undefined) file.append(frame(rest), false);
    } finally {
      const closed = file.close().catch((error) => this.count(faultOf(error)));
      this.#closing = Promise.all([this.#closing, closed]);
    }
  }

  #fail(error: unknown): void {
    const { folder, clock, logger, onFault } = this.#options;
    const fault = unusable(folder.path, error);
    this.count(faultOf(error));
    this.#segment?.file.abandon();
    this.#segment = undefined;
    this.#next = undefined;
    this.#unlock?.();
    this.#unlock = undefined;
    this.#retryAtMs = clock.monotonic() + RETRY_MS;
    const isTold = this.#fault?.message === fault.message;
    this.#fault = fault;
    onFault();
    if (!isTold)
      logger.error({ err: fault }, "Farol: history is kept in memory only, until its folder can be written");
  }
}
