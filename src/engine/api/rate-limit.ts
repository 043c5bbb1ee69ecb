import type { Clock } from "../../model/index.ts";

/** So many at once, and then so many a second. */
export interface Rate {
  readonly atOnce: number;
  readonly perSecond: number;
}

export interface RateLimits {
  /** Of one address. Default: 30, and one a second */
  readonly client: Rate;
  /** Of all together. Default: 100, and five a second */
  readonly all: Rate;
}

const DEFAULT_LIMITS: RateLimits = {
  client: { atOnce: 30, perSecond: 1 },
  all: { atOnce: 100, perSecond: 5 },
};

/** Addresses that are told apart; of more than these, the one that asked longest ago is forgotten. */
const MAX_CLIENTS = 1000;

/** How many commands are taken: a token bucket for each client, and one for all. */
export class RateLimit {
  readonly #clock: Clock;
  readonly #limits: RateLimits;
  readonly #all: Bucket;
  /** The one that asked last is the last. */
  readonly #clients = new Map<string, Bucket>();

  constructor(clock: Clock, limits: RateLimits = DEFAULT_LIMITS) {
    this.#clock = clock;
    this.#limits = limits;
    this.#all = new Bucket(limits.all, clock.monotonic());
  }

  /** Counts a command. @returns how long to wait with it, in milliseconds, and then it does not count; 0: not at all */
  take(client: string): number {
    const nowMs = this.#clock.monotonic();
    const own = this.#clients.get(client) ?? new Bucket(this.#limits.client, nowMs);
    this.#clients.delete(client);
    this.#clients.set(client, own);
    if (this.#clients.size > MAX_CLIENTS) this.#clients.delete(this.#clients.keys().next().value!);
    const waitMs = Math.max(own.waitMs(nowMs), this.#all.waitMs(nowMs));
    if (waitMs > 0) return waitMs;
    own.take();
    this.#all.take();
    return 0;
  }
}

class Bucket {
  readonly #rate: Rate;
  #tokens: number;
  #atMs: number;

  constructor(rate: Rate, nowMs: number) {
    this.#rate = rate;
    this.#tokens = rate.atOnce;
    this.#atMs = nowMs;
  }

  /** How long until there is a token. */
  waitMs(nowMs: number): number {
    const { atOnce, perSecond } = this.#rate;
    this.#tokens = Math.min(atOnce, this.#tokens + ((nowMs - this.#atMs) / 1000) * perSecond);
    this.#atMs = nowMs;
    return Math.max(0, ((1 - this.#tokens) / perSecond) * 1000);
  }

  take(): void {
    this.#tokens -= 1;
  }
}
