import type { Clock, CounterSeries, Host } from "../../model/index.ts";
import type { CallSite } from "./call-site.ts";

/** How often it is looked for connections that are held for too long. */
const CHECK_MS = 1000;

/** A connection that is checked out. */
export interface Holding {
  /** Since when, on the monotonic clock. */
  readonly takenMs: number;
  /** Of the request that took it. */
  readonly endpoint: string | undefined;
  /** What took it; undefined when it was taken for one statement only. */
  readonly site: CallSite | undefined;
  /** Of the statement that runs on it. */
  readonly shape: string | undefined;
  /** Whether it was counted as a leak. */
  isLeak: boolean;
}

/** Who holds a connection. */
export interface HeldConnection {
  /** Wall time in milliseconds at which it was taken. */
  readonly sinceMs: number;
  readonly heldMs: number;
  /** The template of the request's route; undefined when no request took it. */
  readonly endpoint: string | undefined;
  /** Where in the application's code it was taken, as `file:line`; undefined when it was taken for one statement only. */
  readonly place: string | undefined;
  /** The shape of the statement that runs on it now, if one does. */
  readonly shape: string | undefined;
}

export interface LeakOptions {
  readonly pool: string;
  /** A connection that is held for longer is a leak. */
  readonly limitMs: number;
  readonly counter: CounterSeries;
}

/** Finds connections that were checked out and do not come back. */
export class Leaks {
  readonly #host: Host;
  readonly #options: LeakOptions;
  readonly #holdings: () => readonly Holding[];
  readonly #timer: NodeJS.Timeout;

  /** @param holdings Asked each second for all connections that are checked out. */
  constructor(host: Host, options: LeakOptions, holdings: () => readonly Holding[]) {
    this.#host = host;
    this.#options = options;
    this.#holdings = holdings;
    this.#timer = setInterval(() => this.check(), CHECK_MS).unref();
  }

  /** The longest held first. */
  held(): readonly HeldConnection[] {
    return this.#holdings()
      .map((holding) => heldBy(holding, this.#host.clock))
      .sort((a, b) => b.heldMs - a.heldMs);
  }

  /** Counts and logs those that have become leaks. */
  check(): void {
    const nowMs = this.#host.clock.monotonic();
    for (const holding of this.#holdings()) {
      if (!holding.isLeak && nowMs - holding.takenMs > this.#options.limitMs) this.#report(holding);
    }
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #report(holding: Holding): void {
    holding.isLeak = true;
    this.#options.counter.inc();
    const { endpoint, heldMs, place, shape } = heldBy(holding, this.#host.clock);
    const fields = { pool: this.#options.pool, heldMs: Math.round(heldMs), endpoint, place, shape };
    const message = holding.site === undefined ? "A query does not end" : "A connection is not given back";
    this.#host.logger.warn(fields, message);
  }
}

function heldBy({ takenMs, endpoint, site, shape }: Holding, clock: Clock): HeldConnection {
  const heldMs = clock.monotonic() - takenMs;
  return { sinceMs: clock.now() - heldMs, heldMs, endpoint, place: site?.place, shape };
}
