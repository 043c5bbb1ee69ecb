import type { Clock } from "../../model/index.ts";
import { type Attempt, attempt, type Verdict } from "./attempt.ts";
import type { CompleteCheck } from "./check.ts";
import { afterRun, type Standing, untried } from "./standing.ts";

/** While runs contradict the status, the next one comes after this share of the time, to settle it soon. */
const DOUBT_FACTOR = 0.25;
const JITTER = 0.1;

/** Runs one check again and again, never twice at the same time. */
export class CheckRunner {
  readonly check: CompleteCheck;
  readonly #clock: Clock;
  readonly #onRun: (runner: CheckRunner, before: Standing) => void;
  #standing: Standing;
  #running: Promise<void> | undefined;
  /** The latest run, until what it was waiting for is over: past its time limit, if it hangs. */
  #attempt: { readonly startMs: number; readonly abort: Attempt["abort"] } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  /** @param onRun is called after each run, with how the check stood before it. */
  constructor(check: CompleteCheck, clock: Clock, onRun: (runner: CheckRunner, before: Standing) => void) {
    this.check = check;
    this.#clock = clock;
    this.#onRun = onRun;
    this.#standing = untried(clock.now());
  }

  get standing(): Standing {
    return this.#standing;
  }

  /** Runs the check now, or joins the run that is under way; the next one is counted from its end. */
  run(): Promise<void> {
    this.#running ??= this.#once().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** Ends all runs: what is under way is aborted, and what it may still say is ignored. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#attempt?.abort();
  }

  async #once(): Promise<void> {
    if (this.#isStopped) return;
    clearTimeout(this.#timer);
    const startMs = this.#attempt?.startMs ?? this.#clock.monotonic();
    const verdict = this.#attempt === undefined ? await this.#begin(startMs) : this.#stillHanging();
    if (this.#isStopped) return;
    const before = this.#standing;
    const endedMs = this.#clock.now();
    const durationMs = this.#clock.monotonic() - startMs;
    this.#standing = afterRun(before, { ...verdict, endedMs, durationMs }, this.check);
    this.#schedule();
    this.#onRun(this, before);
  }

  #begin(startMs: number): Promise<Verdict> {
    const { verdict, returned, abort } = attempt(this.check.run, this.check.timeoutMs);
    this.#attempt = { startMs, abort };
    void returned.then(() => {
      this.#attempt = undefined;
    });
    return verdict;
  }

  #stillHanging(): Verdict {
    return {
      passed: false,
      detail: `gave no answer within ${this.check.timeoutMs} ms, and gives none still`,
    };
  }

  #schedule(): void {
    const share = this.#standing.doubts > 0 ? DOUBT_FACTOR : 1;
    const jitter = 1 + JITTER * (2 * Math.random() - 1);
    this.#timer = setTimeout(() => void this.run(), this.check.everyMs * share * jitter);
    this.#timer.unref();
  }
}
