import type { Clock } from "../../model/index.ts";
import type { Census } from "../slab/census.ts";
import type { CountedSeries, Family, Metric, Share } from "../slab/family.ts";

const DAY_MS = 24 * 3600 * 1000;
const SWEEP_MS = 60 * 1000;

/** A thread's series that nothing wrote for a day, and how much had been written when that was seen. */
export interface IdleCell {
  /** The place of its first cell, as the thread's directory names it. */
  readonly cell: number;
  /** A counter's value, a gauge's count of writes, a histogram's count of observations. */
  readonly activity: number;
}

/** Asks a thread to free series, except those that it wrote meanwhile. */
export type RequestExpiry = (threadId: number, idle: readonly IdleCell[]) => void;

interface Seen {
  readonly activity: number;
  readonly sinceMs: number;
}

/** Finds the series that nothing wrote for a day. Looks once a minute, not at each tick. */
export class Expiry {
  readonly #census: Census;
  readonly #clock: Clock;
  readonly #request: RequestExpiry;
  #seen = new Map<CountedSeries, Seen>();
  #sweptMs = Number.NEGATIVE_INFINITY;

  constructor(census: Census, clock: Clock, request: RequestExpiry) {
    this.#census = census;
    this.#clock = clock;
    this.#request = request;
  }

  check(): void {
    const now = this.#clock.monotonic();
    if (now - this.#sweptMs < SWEEP_MS) return;
    this.#sweptMs = now;
    const idle = new Map<number, IdleCell[]>();
    const seen = new Map<CountedSeries, Seen>();
    for (const family of this.#census.families) {
      if (!family.metric.expires) continue;
      for (const series of family.series) {
        const current = this.#look(family, series, now);
        seen.set(series, current);
        if (now - current.sinceMs >= DAY_MS) collect(family, series, idle);
      }
    }
    this.#seen = seen;
    for (const [threadId, cells] of idle) this.#request(threadId, cells);
  }

  #look({ metric }: Family, series: CountedSeries, now: number): Seen {
    const activity = series.shares.reduce((sum, share) => sum + activityOf(metric, share), 0);
    const before = this.#seen.get(series);
    return before?.activity === activity ? before : { activity, sinceMs: now };
  }
}

/** Lists the parts that threads hold; a series that only ended threads wrote is dropped without asking. */
function collect(family: Family, series: CountedSeries, idle: Map<number, IdleCell[]>): void {
  const held = series.shares.filter(({ threadId }) => threadId !== undefined);
  if (held.length === 0) family.drop(series);
  for (const share of held) {
    const cells = idle.get(share.threadId!) ?? [];
    cells.push({ cell: share.cell, activity: activityOf(family.metric, share) });
    idle.set(share.threadId!, cells);
  }
}

function activityOf({ type, buckets }: Metric, { cells, at }: Share): number {
  if (type === "counter") return cells[at]!;
  if (type === "gauge") return cells[at + 1]!;
  let count = 0;
  for (let bucket = 0; bucket <= buckets.length; bucket++) count += cells[at + bucket]!;
  return count;
}
