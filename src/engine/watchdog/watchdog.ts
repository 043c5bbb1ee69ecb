import type { Clock } from "../../model/index.ts";
import type { StackSource, StackTaken } from "./stack-source.ts";

/** A thread that turns writes its pulse every 100 ms. */
export const BLOCKED_AFTER_MS = 1000;

/** A time during which the application's thread did not turn. */
export interface Blockage {
  /** Wall time in milliseconds when it was last seen to turn. */
  readonly sinceMs: number;
  readonly durationMs: number;
  /** Undefined while it is being taken. */
  readonly stack: StackTaken | undefined;
}

export type ThreadState =
  | { readonly kind: "running"; readonly last: Blockage | undefined }
  | { readonly kind: "blocked"; readonly now: Blockage; readonly last: Blockage | undefined };

export interface WatchdogOptions {
  readonly clock: Clock;
  /** Wall time in milliseconds of the thread's last sign of life; 0 or undefined before the first. */
  readonly pulseMs: () => number | undefined;
  readonly stacks: StackSource;
  /** Default 1,000. */
  readonly blockedAfterMs?: number;
}

interface Ongoing {
  readonly sinceMs: number;
  readonly taking: Promise<void>;
  stack: StackTaken | undefined;
}

/** Tells whether the application's thread is blocked, and by what. Its stack is taken once a blockage. */
export class Watchdog {
  readonly #options: WatchdogOptions;
  readonly #blockedAfterMs: number;
  #lookedMs: number;
  #ongoing: Ongoing | undefined;
  #last: Blockage | undefined;

  constructor(options: WatchdogOptions) {
    this.#options = options;
    this.#blockedAfterMs = options.blockedAfterMs ?? BLOCKED_AFTER_MS;
    this.#lookedMs = options.clock.monotonic();
  }

  /** Looks at the pulse. To be called at least every `blockedAfterMs`. */
  look(): ThreadState {
    const { clock, pulseMs } = this.#options;
    const [nowMs, lookMs] = [clock.now(), clock.monotonic()];
    const pulse = pulseMs() ?? 0;
    // When nobody looked for long, this thread stood still too, as in a suspended machine: the pulse says nothing yet.
    const isAwake = lookMs - this.#lookedMs <= 2 * this.#blockedAfterMs;
    this.#lookedMs = lookMs;
    const isBlocked = pulse > 0 && nowMs - pulse > this.#blockedAfterMs;
    if (!isBlocked || this.#ongoing?.sinceMs !== pulse)
      this.#finish(Math.max(pulse, this.#ongoing?.sinceMs ?? 0));
    if (isBlocked && isAwake) this.#ongoing ??= this.#begin(pulse);
    return this.#state(nowMs);
  }

  /** The same, but waits until the stack of a blockage is known, or known not to come. */
  async lookClosely(): Promise<ThreadState> {
    this.look();
    await this.#ongoing?.taking;
    return this.#state(this.#options.clock.now());
  }

  #begin(sinceMs: number): Ongoing {
    const { promise: taking, resolve } = Promise.withResolvers<void>();
    const ongoing: Ongoing = { sinceMs, taking, stack: undefined };
    this.#options.stacks.take().then((stack) => {
      ongoing.stack = stack;
      resolve();
    });
    return ongoing;
  }

  #finish(endMs: number): void {
    if (this.#ongoing === undefined) return;
    const { sinceMs, stack } = this.#ongoing;
    this.#last = { sinceMs, durationMs: endMs - sinceMs, stack };
    this.#ongoing = undefined;
  }

  #state(nowMs: number): ThreadState {
    if (this.#ongoing === undefined) return { kind: "running", last: this.#last };
    const { sinceMs, stack } = this.#ongoing;
    return { kind: "blocked", now: { sinceMs, durationMs: nowMs - sinceMs, stack }, last: this.#last };
  }
}
