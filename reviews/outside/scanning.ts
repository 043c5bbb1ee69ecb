import type { Caller, InputOf } from "../bus/message.ts";
import { FailureError } from "../errors.ts";
import { OPERATOR } from "../identity/roles.ts";
import type { Log } from "../log.ts";
import { recordScan } from "../review/record-scan.ts";
import { unscannedReviews } from "../review/unscanned-reviews.ts";
import type { ReviewsBus } from "../reviews-bus.ts";
import type { Scanner } from "./scanner.ts";
import { within } from "./within.ts";

type Unscanned = InputOf<typeof unscannedReviews>["state"];

export interface ScanningOptions {
  /** Scans at once. Default: 4. */
  readonly atOnce?: number;
  /** How often it is looked for what an outage has left. Default: 15,000. */
  readonly retryMs?: number;
  /** What disposing may take. Default: 2000. */
  readonly stopMs?: number;
}

/**
 * Scans what is to be scanned, in the background. The database is the queue: it is asked for a few reviews at a time,
 * so that nothing grows here, and what is left at the end is found at the next start. Instances that look at the same
 * time may scan a review twice, which does no harm.
 */
export class Scanning implements AsyncDisposable {
  readonly #bus: ReviewsBus;
  readonly #scanner: Scanner;
  readonly #operator: Caller;
  readonly #options: Required<ScanningOptions>;
  readonly #due = new Set<Unscanned>();
  readonly #timer: NodeJS.Timeout;
  readonly #stopping = new AbortController();
  #isStopped = false;
  #work: Promise<void> | undefined;

  constructor(bus: ReviewsBus, scanner: Scanner, log: Log, options: ScanningOptions = {}) {
    this.#bus = bus;
    this.#scanner = scanner;
    this.#operator = { actor: OPERATOR, log };
    this.#options = { atOnce: 4, retryMs: 15_000, stopMs: 2000, ...options };
    this.#timer = setInterval(() => this.#wake("waiting", "unavailable"), this.#options.retryMs).unref();
    scanner.onRecovery(() => this.#wake("unavailable"));
    this.#wake("waiting", "unavailable");
  }

  /** There is something new to scan. */
  wake(): void {
    this.#wake("waiting");
  }

  /** Begins nothing more, waits for scans under way, but not for long. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#timer);
    await within(this.#options.stopMs, this.#work);
    this.#stopping.abort();
  }

  #wake(...states: readonly Unscanned[]): void {
    for (const state of states) this.#due.add(state);
    if (!this.#isStopped) this.#work ??= this.#workOff();
  }

  async #workOff(): Promise<void> {
    for (const state of this.#due) {
      this.#due.delete(state);
      await this.#scanAll(state).catch((err) => {
        this.#operator.log.warn({ err }, "scans could not be kept; they are tried again");
      });
    }
    this.#work = undefined;
  }

  /** Until none is left in this state; of the unavailable ones, until the scanner is found to be away still. */
  async #scanAll(state: Unscanned): Promise<void> {
    while (!this.#isStopped) {
      const found = await this.#bus.ask(
        unscannedReviews,
        { state, limit: this.#options.atOnce },
        this.#operator,
      );
      if (found.isErr()) throw new FailureError(found.error);
      const reviews = found.value;
      const areDone = await Promise.all(reviews.map((review) => this.#scan(review, state)));
      if (reviews.length === 0 || (state === "unavailable" && areDone.includes(false))) return;
    }
  }

  /** Whether the scanner answered. */
  async #scan(
    { id: reviewId, version, diff }: { id: string; version: number; diff: string },
    before: Unscanned,
  ): Promise<boolean> {
    const scan = await this.#scanner.scan(diff, this.#stopping.signal);
    const isNews = scan.state !== before && !this.#stopping.signal.aborted;
    const kept = isNews
      ? await this.#bus.execute(recordScan, { reviewId, version, scan }, this.#operator)
      : undefined;
    if (kept?.isErr()) throw new FailureError(kept.error);
    return scan.state !== "unavailable";
  }
}
