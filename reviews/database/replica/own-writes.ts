const MAX_CALLERS = 10_000;

interface Write {
  readonly lsn: number;
  readonly untilMs: number;
}

/** Up to where each caller has written, as long as a replica may lack it. */
export class OwnWrites {
  readonly #keptMs: number;
  /** In the order of their time, so that the first is the one to forget. */
  readonly #writes = new Map<string, Write>();
  /** The last write of those who had to be forgotten early: from then on everybody's. */
  #everybody: Write = { lsn: 0, untilMs: 0 };

  /** @param keptMs how long a write is remembered: longer than a replica in use may lack it */
  constructor(keptMs: number) {
    this.#keptMs = keptMs;
  }

  /** The caller has written up to this position; Infinity where it is not known. */
  wrote(caller: string, lsn: number, nowMs: number): void {
    this.#writes.delete(caller);
    this.#writes.set(caller, { lsn, untilMs: nowMs + this.#keptMs });
    this.#forget(nowMs);
  }

  /** The position that a server must have for this caller to see all of its own writes. */
  needs(caller: string, nowMs: number): number {
    return Math.max(lsnOf(this.#everybody, nowMs), lsnOf(this.#writes.get(caller), nowMs));
  }

  #forget(nowMs: number): void {
    for (const [caller, write] of this.#writes) {
      if (write.untilMs > nowMs) {
        if (this.#writes.size <= MAX_CALLERS) return;
        this.#everybody = { lsn: Math.max(write.lsn, lsnOf(this.#everybody, nowMs)), untilMs: write.untilMs };
      }
      this.#writes.delete(caller);
    }
  }
}

function lsnOf(write: Write | undefined, nowMs: number): number {
  return write !== undefined && write.untilMs > nowMs ? write.lsn : 0;
}
