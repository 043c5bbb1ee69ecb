/** A minute of marks. */
const MAX_MARKS = 600;
const RESOLUTION_MS = 100;

interface Mark {
  readonly atMs: number;
  lsn: number;
}

/**
 * How far the replica has come with what the primary wrote. It needs no clock of either server: the primary's positions
 * are remembered with the time at which they were seen here, and the oldest that is not replayed says the lag.
 */
export class Replay {
  readonly #marks: Mark[] = [];
  #lsn = 0;

  /** Everything up to this position was written by now. */
  written(lsn: number, nowMs: number): void {
    const last = this.#marks.at(-1);
    if (lsn <= Math.max(this.#lsn, last?.lsn ?? 0)) return;
    // counted as older than it is, which is on the safe side
    if (last !== undefined && (nowMs - last.atMs < RESOLUTION_MS || this.#marks.length === MAX_MARKS))
      last.lsn = lsn;
    else this.#marks.push({ atMs: nowMs, lsn });
  }

  /** The replica has everything up to this position. */
  replayed(lsn: number): void {
    this.#lsn = lsn;
    const missing = this.#marks.findIndex((mark) => mark.lsn > lsn);
    this.#marks.splice(0, missing === -1 ? this.#marks.length : missing);
  }

  has(lsn: number): boolean {
    return lsn <= this.#lsn;
  }

  /** The age of the oldest write that the replica does not have; 0 when it has all. */
  lagMs(nowMs: number): number {
    const [oldest] = this.#marks;
    return oldest === undefined ? 0 : nowMs - oldest.atMs;
  }
}
