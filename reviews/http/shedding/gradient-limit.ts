import type { UsualDuration } from "./usual-duration.ts";

/** A slowdown up to this is taken for noise, and the limit grows. */
const TOLERANCE = 1.5;
/** How much of what was found in one window is believed. */
const SMOOTHING = 0.2;
/** The least that a window consists of. */
const WINDOW_MS = 100;
const WINDOW_REQUESTS = 10;
/** How often it is made sure that what is usual is still known from requests that did not wait for others. */
const REVIEW_MS = 10_000;
const REVIEW_REQUESTS = 100;
const MAX_PROBE_MS = 1000;

export interface Bounds {
  /** Default: 10. */
  readonly min?: number;
  /** Where it begins. Default: 100. */
  readonly initial?: number;
  /** Default: 1000. */
  readonly max?: number;
}

/** A request that was let through and has ended. */
export interface Ended {
  /** How long those of its kind take: learned here. */
  readonly usual: UsualDuration;
  readonly durationMs: number;
  /** How many were being answered when it began or when it ended, whichever was more; itself included. */
  readonly inFlight: number;
  /** Whether it was answered, and not with a failure: a failure may be quick, which says nothing. */
  readonly isGood: boolean;
  /** Monotonic time in milliseconds. */
  readonly nowMs: number;
}

/**
 * How many requests may be answered at a time so that they do not wait for each other, found by how much longer they take
 * when there are many than when there are few (the gradient of Netflix' concurrency-limits, Gradient2). Two things differ
 * from there. Each kind of request is compared with its own kind, so that more slow ones in the mix are no overload. And
 * what is usual is learned only from requests that began and ended while less than half of the limit was used. When few
 * did for some time, few are let through for a moment to find it out (as in Envoy's adaptive concurrency): so a load
 * that lasts does not become what is usual.
 */
export class GradientLimit {
  readonly #min: number;
  readonly #max: number;
  #limit: number;
  #window = { endsMs: 0, requests: 0, slowdowns: 0 };
  #review = { atMs: Number.NEGATIVE_INFINITY, calm: 0, busy: 0 };
  #probeEndsMs: number | undefined;

  /** @throws RangeError when the bounds are not 1 ≤ min ≤ initial ≤ max. */
  constructor({ min = 10, initial = 100, max = 1000 }: Bounds = {}) {
    if (!(1 <= min && min <= initial && initial <= max)) {
      throw new RangeError(`bounds ${min} ≤ ${initial} ≤ ${max} are not ascending from 1 on`);
    }
    this.#min = min;
    this.#max = max;
    this.#limit = initial;
  }

  /** A whole number between the bounds. */
  get current(): number {
    return Math.floor(this.#probeEndsMs === undefined ? this.#limit : this.#min);
  }

  /** Learns of a request. */
  ended(request: Ended): void {
    const { usual, durationMs, inFlight, isGood, nowMs } = request;
    if (!isGood && durationMs <= usual.ms) return;
    const isProbing = this.#probeEndsMs !== undefined;
    const isCalm = inFlight <= (isProbing ? this.#min : this.#limit / 2);
    if (isGood && (isCalm || usual.isUnknown)) usual.learn(durationMs);
    if (isCalm) this.#review.calm++;
    else if (!isProbing) this.#weigh(usual.slowdown(durationMs), nowMs);
    if (isProbing) this.#endProbe(nowMs);
    else this.#reviewWhatIsUsual(nowMs);
  }

  /** A request while less than half was used says nothing about a limit that is not reached. */
  #weigh(slowdown: number, nowMs: number): void {
    this.#review.busy++;
    if (this.#window.requests === 0) this.#window.endsMs = nowMs + WINDOW_MS;
    this.#window.requests++;
    this.#window.slowdowns += slowdown;
    const { requests, slowdowns, endsMs } = this.#window;
    if (requests < WINDOW_REQUESTS || nowMs < endsMs) return;
    this.#adapt(slowdowns / requests);
    this.#window = { endsMs: 0, requests: 0, slowdowns: 0 };
  }

  #adapt(slowdown: number): void {
    const gradient = Math.max(0.5, Math.min(1, TOLERANCE / slowdown));
    // the square root is the queue that is allowed, so that the limit can grow at all
    const aim = this.#limit * gradient + Math.sqrt(this.#limit);
    const limit = this.#limit + SMOOTHING * (aim - this.#limit);
    this.#limit = Math.max(this.#min, Math.min(this.#max, limit));
  }

  #reviewWhatIsUsual(nowMs: number): void {
    const { atMs, calm, busy } = this.#review;
    if (nowMs < atMs) return;
    if (calm < REVIEW_REQUESTS && busy >= REVIEW_REQUESTS) this.#probeEndsMs = nowMs + MAX_PROBE_MS;
    this.#review = { atMs: nowMs + REVIEW_MS, calm: 0, busy: 0 };
  }

  #endProbe(nowMs: number): void {
    if (this.#review.calm < REVIEW_REQUESTS && nowMs < this.#probeEndsMs!) return;
    this.#probeEndsMs = undefined;
    this.#review = { atMs: nowMs + REVIEW_MS, calm: 0, busy: 0 };
  }
}
