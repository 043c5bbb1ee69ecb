import { backoffMs } from "./backoff.ts";
import type { Delivery } from "./delivery.ts";
import { Flights } from "./flights.ts";
import type { Lane, Lanes } from "./lanes.ts";
import type { Sender, Sent } from "./receiver.ts";

/** How long a message is tried. */
const GIVE_UP_AFTER_MS = 24 * 3600 * 1000;

interface CourierOptions {
  readonly lanes: Lanes;
  /** By the receivers' names. */
  readonly senders: ReadonlyMap<string, Sender>;
  readonly now: () => number;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** How long one attempt may take. */
  readonly timeoutMs: number;
  /** How many may be under way to one receiver. */
  readonly attemptsAtOnce: number;
  /** Hears of each attempt's end, after it was taken in. */
  readonly onLanded: (lane: Lane) => void;
}

/** Counted for one receiver since the process began. */
export interface ReceiverCounts {
  /** Messages that were taken. */
  readonly sent: number;
  /** Messages that were refused, or given up after a day. */
  readonly failed: number;
  /** Attempts after which a message goes on waiting. */
  readonly retried: number;
}

const NOTHING: ReceiverCounts = { sent: 0, failed: 0, retried: 0 };

/** Brings waiting messages to their receivers, which do not hold up one another. */
export class Courier {
  readonly #options: CourierOptions;
  readonly #flights: Flights;
  readonly #counts = new Map<string, ReceiverCounts>();
  /** Until when a receiver asked to be left alone. */
  readonly #heldUntilMs = new Map<string, number>();

  constructor(options: CourierOptions) {
    this.#options = options;
    this.#flights = new Flights(options);
  }

  isUnderWay({ pending }: Lane): boolean {
    return pending !== undefined && this.#flights.has(pending.id);
  }

  /** Gives up attempts that took too long, and starts those that are due. */
  attempt(nowMs: number): void {
    this.#flights.giveUp(nowMs);
    for (const lane of this.#options.lanes.waiting()) {
      if (this.#dueMs(lane) <= nowMs) this.#start(lane, lane.pending!, nowMs);
    }
  }

  /** When there is something to do next; Infinity when there is nothing. */
  get nextMs(): number {
    const dueMs = this.#options.lanes.waiting().map((lane) => this.#dueMs(lane));
    return dueMs.reduce((least, one) => Math.min(least, one), this.#flights.nextMs);
  }

  /** When an attempt can be made; Infinity while none can, until one that is under way has landed. */
  #dueMs(lane: Lane): number {
    const { pending, receiver } = lane;
    if (pending?.now.state !== "waiting" || this.isUnderWay(lane)) return Number.POSITIVE_INFINITY;
    if (!this.#flights.hasRoom(receiver)) return Number.POSITIVE_INFINITY;
    return Math.max(pending.now.nextAttemptMs, this.#heldUntilMs.get(receiver) ?? 0);
  }

  #start(lane: Lane, pending: Delivery, nowMs: number): void {
    const { lanes, onLanded } = this.#options;
    this.#flights.start(lanes.messageOf(pending), nowMs, (sent) => {
      this.#land(lane, pending, sent);
      onLanded(lane);
    });
  }

  #land(lane: Lane, pending: Delivery, sent: Sent): void {
    const nowMs = this.#options.now();
    const mayBeKnown = pending.mayBeKnown || sent.outcome !== "refused";
    const delivery = { ...pending, attempts: pending.attempts + 1, mayBeKnown };
    const isTooOld = nowMs - pending.atMs >= GIVE_UP_AFTER_MS;
    if (sent.outcome === "taken") this.#taken(lane, delivery, nowMs);
    else if (isTooOld || sent.outcome === "refused")
      this.#failed(lane, delivery, sent.reason, isTooOld, nowMs);
    else this.#retry(lane, delivery, sent, nowMs);
  }

  #taken(lane: Lane, { lastError: _, ...delivery }: Delivery, nowMs: number): void {
    const { lanes } = this.#options;
    this.#count(lane, "sent");
    lanes.log(lane, { ...delivery.tells, atMs: nowMs }, delivery.repeatIntervalMs);
    lanes.settle(lane, { ...delivery, now: { state: "taken", settledAtMs: nowMs } });
  }

  /** A refused message stays in its lane for a day: what its receiver lacks may be given to it. */
  #failed(lane: Lane, delivery: Delivery, lastError: string, isTooOld: boolean, nowMs: number): void {
    const { lanes, senders } = this.#options;
    this.#count(lane, "failed");
    const failed: Delivery = { ...delivery, lastError, now: { state: "failed", settledAtMs: nowMs } };
    if (isTooOld || !senders.has(lane.receiver)) lanes.settle(lane, failed);
    else lanes.keep(lane, failed);
  }

  #retry(lane: Lane, delivery: Delivery, sent: Extract<Sent, { outcome: "retry" }>, nowMs: number): void {
    const { lanes, random } = this.#options;
    const { reason, afterMs = 0 } = sent;
    this.#count(lane, "retried");
    const inMs = backoffMs(delivery.attempts, afterMs, random);
    if (afterMs > 0) this.#heldUntilMs.set(lane.receiver, nowMs + inMs);
    const nextAttemptMs = Math.min(nowMs + inMs, Math.max(nowMs, delivery.atMs + GIVE_UP_AFTER_MS));
    lanes.keep(lane, { ...delivery, lastError: reason, now: { state: "waiting", nextAttemptMs } });
  }

  #count({ receiver }: Lane, what: keyof ReceiverCounts): void {
    const counts = this.counts(receiver);
    this.#counts.set(receiver, { ...counts, [what]: counts[what] + 1 });
  }

  counts(receiver: string): ReceiverCounts {
    return this.#counts.get(receiver) ?? NOTHING;
  }

  /** Resolves once no attempt is under way. */
  idle(): Promise<void> {
    return this.#flights.idle();
  }

  /** Asks all attempts to come to an end. */
  abort(): void {
    this.#flights.abort();
  }
}
