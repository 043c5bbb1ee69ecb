import { AsyncResource } from "node:async_hooks";
import type { Clock } from "farol";
import { type Bounds, GradientLimit } from "./gradient-limit.ts";
import type { SheddingMetrics } from "./metrics.ts";
import type { UsualDuration } from "./usual-duration.ts";

/** The part of the limit that requests of bulk may fill: the rest is kept for people. */
const BULK_SHARE = 0.75;

/** `bulk`: is turned away first and never waits, since whoever sends it can send it again later. */
export type Importance = "normal" | "bulk";

export interface GateOptions extends Bounds {
  readonly clock: Clock;
  readonly metrics: Pick<SheddingMetrics, "concurrencyLimit" | "requestsQueued">;
  /** How many may wait. Default: 500. */
  readonly maxQueued?: number;
  /** How long one may wait. Default: 100. */
  readonly maxWaitMs?: number;
}

/** Somebody at the gate. */
export interface Visit {
  readonly importance: Importance;
  readonly usual: UsualDuration;
  /** Is called at once, or once there is room. */
  admit(): void;
  refuse(reason: "concurrency" | "queue_timeout"): void;
  /** Kept by the gate. */
  state: VisitState;
}

export type VisitState =
  | { readonly at: "door" }
  | { readonly at: "queue"; readonly untilMs: number }
  | { readonly at: "inside"; readonly sinceMs: number; readonly inFlight: number };

export const AT_DOOR: VisitState = { at: "door" };

/**
 * Lets in as many as the limit says. Of those who wait for a short time, the one who came last is let in first: under a
 * load that lasts, some are answered quickly in place of all slowly.
 */
export class Gate {
  readonly #limit: GradientLimit;
  readonly #options: Required<Pick<GateOptions, "clock" | "metrics" | "maxQueued" | "maxWaitMs">>;
  /** In the order in which they came. */
  readonly #queue: Visit[] = [];
  #inFlight = 0;
  #shownLimit = 0;
  #expiry: NodeJS.Timeout | undefined;

  constructor({ clock, metrics, maxQueued = 500, maxWaitMs = 100, ...bounds }: GateOptions) {
    this.#limit = new GradientLimit(bounds);
    this.#options = { clock, metrics, maxQueued, maxWaitMs };
    this.#showLimit();
  }

  enter(visit: Visit): void {
    const { current } = this.#limit;
    const isBulk = visit.importance === "bulk";
    const room = isBulk ? Math.ceil(current * BULK_SHARE) : current;
    if (this.#inFlight < room) this.#letIn(visit);
    else if (isBulk || this.#queue.length >= this.#options.maxQueued) visit.refuse("concurrency");
    else this.#enqueue(visit);
  }

  /** The visit is over, wherever it had got to. `isGood`: it was answered, and not with a failure. */
  leave(visit: Visit, isGood: boolean): void {
    const { state, usual } = visit;
    visit.state = AT_DOOR;
    if (state.at === "queue") this.#dequeue(this.#queue.indexOf(visit));
    if (state.at !== "inside") return;
    const nowMs = this.#options.clock.monotonic();
    const durationMs = nowMs - state.sinceMs;
    const inFlight = Math.max(state.inFlight, this.#inFlight);
    this.#inFlight--;
    this.#limit.ended({ usual, durationMs, inFlight, isGood, nowMs });
    if (this.#limit.current !== this.#shownLimit) this.#showLimit();
    while (this.#queue.length > 0 && this.#inFlight < this.#limit.current) {
      this.#letIn(this.#dequeue(this.#queue.length - 1));
    }
  }

  #letIn(visit: Visit): void {
    this.#inFlight++;
    visit.state = { at: "inside", sinceMs: this.#options.clock.monotonic(), inFlight: this.#inFlight };
    visit.admit();
  }

  #enqueue(visit: Visit): void {
    const { clock, maxWaitMs } = this.#options;
    visit.state = { at: "queue", untilMs: clock.monotonic() + maxWaitMs };
    // it goes on when another request ends, and shall not go on in that one's asynchronous context
    visit.admit = AsyncResource.bind(visit.admit);
    visit.refuse = AsyncResource.bind(visit.refuse);
    this.#queue.push(visit);
    this.#showQueue();
    this.#expiry ??= setTimeout(this.#expire, maxWaitMs).unref();
  }

  #dequeue(place: number): Visit {
    const [visit] = this.#queue.splice(place, 1);
    this.#showQueue();
    return visit!;
  }

  readonly #expire = (): void => {
    const nowMs = this.#options.clock.monotonic();
    const left = () => untilMs(this.#queue[0]) - nowMs;
    while (left() <= 0) {
      const visit = this.#dequeue(0);
      visit.state = AT_DOOR;
      visit.refuse("queue_timeout");
    }
    const isEmpty = this.#queue.length === 0;
    this.#expiry = isEmpty ? undefined : setTimeout(this.#expire, Math.ceil(left())).unref();
  };

  #showLimit(): void {
    this.#shownLimit = this.#limit.current;
    this.#options.metrics.concurrencyLimit.set(this.#shownLimit);
  }

  #showQueue(): void {
    this.#options.metrics.requestsQueued.set(this.#queue.length);
  }
}

function untilMs(visit: Visit | undefined): number {
  return visit?.state.at === "queue" ? visit.state.untilMs : Number.POSITIVE_INFINITY;
}
