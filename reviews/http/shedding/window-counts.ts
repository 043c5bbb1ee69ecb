import type { Clock } from "farol";

/** More clients than this at a time, and those who came first are forgotten: memory stays bounded. */
const MAX_KEYS = 10_000;
/** How often the counts of this process are added to those that are shared. */
const SYNC_MS = 100;

/** The little of an ioredis client that is needed. It must have a `commandTimeout`. */
export interface SharedMemory {
  pipeline(commands: (string | number)[][]): { exec(): Promise<[Error | null, unknown][] | null> };
}

export interface WindowCountsOptions {
  readonly clock: Clock;
  /** Where processes share their counts. Default: each process counts for itself. */
  readonly redis?: SharedMemory | undefined;
}

interface Entry {
  /** Wall time in milliseconds. */
  readonly endsMs: number;
  readonly windowMs: number;
  /** What all processes counted, as far as is known here. */
  count: number;
  /** What of it the others do not know yet. */
  unsent: number;
}

/**
 * Counts requests by key in windows of time, which begin at the same moments in every process. An answer comes at once
 * and from memory; what other processes counted is learned beside that, and may be late by a tenth of a second. When
 * Redis is away, each process counts for itself until it is back.
 */
export class WindowCounts {
  readonly #clock: Clock;
  readonly #redis: SharedMemory | undefined;
  readonly #entries = new Map<string, Entry>();
  readonly #unsent = new Map<string, Entry>();
  #isSyncing = false;

  constructor({ clock, redis }: WindowCountsOptions) {
    this.#clock = clock;
    this.#redis = redis;
  }

  /** Counts one more, and says how many there are in this window and for how long it lasts. */
  add(key: string, windowMs: number): { current: number; ttl: number } {
    const nowMs = this.#clock.now();
    const entry = this.#entryOf(key, windowMs, nowMs);
    entry.count++;
    if (this.#redis !== undefined) this.#send(this.#redis, key, entry);
    return { current: entry.count, ttl: entry.endsMs - nowMs };
  }

  #entryOf(key: string, windowMs: number, nowMs: number): Entry {
    const known = this.#entries.get(key);
    if (known !== undefined && nowMs < known.endsMs) return known;
    const endsMs = (Math.floor(nowMs / windowMs) + 1) * windowMs;
    const entry = { endsMs, windowMs, count: 0, unsent: 0 };
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (this.#entries.size > MAX_KEYS) this.#entries.delete(this.#entries.keys().next().value!);
    return entry;
  }

  #send(redis: SharedMemory, key: string, entry: Entry): void {
    entry.unsent++;
    if (this.#unsent.size < MAX_KEYS) this.#unsent.set(`rate:${key}:${entry.endsMs}`, entry);
    if (this.#isSyncing) return;
    this.#isSyncing = true;
    setTimeout(() => this.#sync(redis), SYNC_MS).unref();
  }

  /** One at a time: a Redis that does not answer gets no second question. */
  async #sync(redis: SharedMemory): Promise<void> {
    const batch = [...this.#unsent].map(([key, entry]) => ({ key, entry, sent: entry.unsent }));
    this.#unsent.clear();
    for (const { entry } of batch) entry.unsent = 0;
    const commands = batch.flatMap(({ key, entry, sent }) => [
      ["incrby", key, sent],
      ["pexpire", key, 2 * entry.windowMs],
    ]);
    const answers = await redis
      .pipeline(commands)
      .exec()
      .catch(() => null);
    batch.forEach(({ entry, sent }, i) => {
      const total = answers?.[2 * i]?.[1];
      // the larger, since Redis may have forgotten; what was only late is counted twice, which is on the safe side
      if (typeof total === "number") entry.count = Math.max(entry.count, total + entry.unsent);
      else entry.unsent += sent;
    });
    this.#isSyncing = false;
  }
}
