import type { Log } from "../log.ts";

/** Room comes and goes while a full server expires entries; it counts as having some after so long without a refusal. */
const QUIET_MS = 10_000;

/** Whether Redis refuses writes, as it does when it is full (maxmemory with noeviction). Tells each change once. */
export class Refusals {
  readonly #log: Log;
  #reason: string | undefined;
  #latestMs = 0;

  constructor(log: Log) {
    this.#log = log;
  }

  /** Why it refuses; undefined while it does not. */
  get reason(): string | undefined {
    return this.#reason;
  }

  refused(reason: string): void {
    this.#latestMs = performance.now();
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    this.#log.warn({ reason }, "Redis refuses: the cache reads from it what there is, and writes to memory");
  }

  accepted(): void {
    if (this.#reason === undefined || performance.now() - this.#latestMs < QUIET_MS) return;
    this.#reason = undefined;
    this.#log.info({}, "Redis takes entries again");
  }
}
