import { readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

/** A file of the log. */
export interface LogFile {
  readonly path: string;
  /** Of a segment its first tick, of a snapshot its last one: wall time in milliseconds. */
  readonly atMs: number;
  readonly bytes: number;
}

/** The files of a folder, by what their names say. */
export class LogFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  segmentPath(atMs: number): string {
    return join(this.path, `ticks-${digits(atMs)}.log`);
  }

  snapshotPath(atMs: number): string {
    return join(this.path, `snapshot-${digits(atMs)}.bin`);
  }

  /** The oldest first. */
  segments(): readonly LogFile[] {
    return this.#files(/^ticks-(\d+)\.log$/);
  }

  /** The oldest first. */
  snapshots(): readonly LogFile[] {
    return this.#files(/^snapshot-(\d+)\.bin$/);
  }

  /** Takes away what a process left that ended while it wrote a snapshot. */
  removeUnfinished(): void {
    for (const { path } of this.#files(/^snapshot-(\d+)\.bin\.tmp$/)) rmSync(path, { force: true });
  }

  /** Puts a file out of the way of what reads the folder, for a person to look at. @returns Its new path. */
  setAside({ path }: LogFile): string {
    const aside = `${path}.damaged`;
    renameSync(path, aside);
    return aside;
  }

  /**
   * Deletes what is no longer wanted: segments whose every tick is before a time, snapshots but the newest, and, while
   * all together are larger than `maxBytes`, segments from the oldest on. The newest segment and snapshot always stay.
   */
  prune(beforeMs: number, maxBytes: number): void {
    const [segments, snapshots] = [this.segments(), this.snapshots()];
    for (const { path } of snapshots.slice(0, -1)) rmSync(path, { force: true });
    let bytes = bytesOf(segments) + bytesOf(snapshots.slice(-1));
    segments.slice(0, -1).forEach((segment, i) => {
      // All its ticks are before the next one's first.
      if (segments[i + 1]!.atMs > beforeMs && bytes <= maxBytes) return;
      rmSync(segment.path, { force: true });
      bytes -= segment.bytes;
    });
  }

  #files(name: RegExp): readonly LogFile[] {
    return readdirSync(this.path)
      .map((file) => ({ path: join(this.path, file), atMs: Number(name.exec(file)?.[1] ?? Number.NaN) }))
      .filter(({ atMs }) => !Number.isNaN(atMs))
      .map((file) => ({ ...file, bytes: statSync(file.path).size }))
      .sort((a, b) => a.atMs - b.atMs);
  }
}

/** As many digits as keep names in the order of time. */
function digits(atMs: number): string {
  return String(Math.floor(atMs)).padStart(15, "0");
}

/** What files take together. */
export function bytesOf(files: readonly LogFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
