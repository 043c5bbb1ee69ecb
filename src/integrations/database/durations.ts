/** Buckets per doubling: a percentile is off by 3 % at most. */
const STEPS = 16;
const STEP_BITS = 4;
/** 2^30 µs, a little under 18 minutes; longer durations fall in the last bucket. */
const MAX_MICROSECONDS = 2 ** 30 - 1;
const BUCKETS = (30 - STEP_BITS + 1) * STEPS;

/** A distribution of durations in constant memory: log-linear buckets of microseconds, as HdrHistogram has them. */
export class Durations {
  readonly #counts = new Float64Array(BUCKETS);
  #count = 0;
  #sumMs = 0;
  #maxMs = 0;

  add(ms: number): void {
    this.#counts[bucketOf(ms)]!++;
    this.#count++;
    this.#sumMs += ms;
    if (ms > this.#maxMs) this.#maxMs = ms;
  }

  get count(): number {
    return this.#count;
  }

  /** 0 while there is none. */
  get meanMs(): number {
    return this.#count === 0 ? 0 : this.#sumMs / this.#count;
  }

  get maxMs(): number {
    return this.#maxMs;
  }

  /** The duration that a share of all, from 0 to 1, does not exceed; 0 while there is none. */
  percentileMs(share: number): number {
    let left = Math.ceil(share * this.#count);
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      left -= this.#counts[bucket]!;
      if (left <= 0) return Math.min(middleMs(bucket), this.#maxMs);
    }
    return this.#maxMs;
  }
}

function bucketOf(ms: number): number {
  const microseconds = Math.min(ms * 1000, MAX_MICROSECONDS) | 0;
  if (microseconds < STEPS) return Math.max(microseconds, 0);
  const shift = 31 - Math.clz32(microseconds) - STEP_BITS;
  return shift * STEPS + (microseconds >> shift);
}

function middleMs(bucket: number): number {
  if (bucket < STEPS) return (bucket + 0.5) / 1000;
  const shift = Math.floor(bucket / STEPS) - 1;
  return ((bucket - shift * STEPS + 0.5) * 2 ** shift) / 1000;
}
