import { type Delivery, type ListedDelivery, listed } from "./delivery.ts";
import type { Ledger } from "./ledger.ts";
import type { Told } from "./notification-log.ts";
import type { OutgoingMessage } from "./receiver.ts";

/** One group and one receiver: what the receiver was told, and the one message that it has not taken yet. */
export interface Lane {
  readonly groupKey: string;
  readonly receiver: string;
  /** Of its last message. */
  sequence: number;
  told?: Told;
  /** When what it was told is forgotten, once the group is gone: after two repeat intervals, as in Alertmanager. */
  expiresAtMs?: number;
  pending?: Delivery;
}

/** How many deliveries are remembered after they are done, and for how long. */
const KEEP_SETTLED = 1000;
const KEEP_SETTLED_MS = 30 * 24 * 3600 * 1000;

/** All lanes, on disk with whatever lies in them. */
export class Lanes {
  readonly #ledger: Ledger;
  readonly #lanes = new Map<string, Map<string, Lane>>();
  readonly #waiting = new Set<Lane>();
  readonly #messages = new Map<string, OutgoingMessage>();

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** Takes up what an earlier process left, which may have been killed while a receiver was taking it. */
  restore(): void {
    for (const lane of this.#ledger.load<Lane>("log")) this.#add(lane);
    for (const message of this.#ledger.load<OutgoingMessage>("message"))
      this.#messages.set(message.id, message);
    for (const delivery of this.#ledger.load<Delivery>("waiting")) {
      if (!this.#messages.has(delivery.id)) continue;
      const lane = this.of(delivery.groupKey, delivery.receiver);
      lane.pending = { ...delivery, mayBeKnown: true };
      this.#waiting.add(lane);
      lane.sequence = Math.max(lane.sequence, delivery.sequence);
    }
  }

  #add(lane: Lane): void {
    const ofGroup = this.#lanes.get(lane.groupKey) ?? new Map<string, Lane>();
    this.#lanes.set(lane.groupKey, ofGroup.set(lane.receiver, lane));
  }

  /** The lane, which is begun if there is none. */
  of(groupKey: string, receiver: string): Lane {
    const found = this.#lanes.get(groupKey)?.get(receiver);
    if (found !== undefined) return found;
    const lane: Lane = { groupKey, receiver, sequence: 0 };
    this.#add(lane);
    return lane;
  }

  ofGroup(groupKey: string): Lane[] {
    return [...(this.#lanes.get(groupKey)?.values() ?? [])];
  }

  /** When a group was last told of, or was to be; undefined when it never was. */
  lastMs(groupKey: string): number | undefined {
    const messages = this.ofGroup(groupKey).flatMap(({ told, pending }) => [told, pending]);
    const times = messages.flatMap((one) => one?.atMs ?? []);
    return times.length === 0 ? undefined : Math.max(...times);
  }

  /** Those with a message that was not taken yet. */
  waiting(): Lane[] {
    return [...this.#waiting];
  }

  messageOf(delivery: Delivery): OutgoingMessage {
    return this.#messages.get(delivery.id)!;
  }

  /** Puts a message into its lane, or what has become of the one there. */
  keep(lane: Lane, delivery: Delivery, message?: OutgoingMessage): void {
    lane.pending = delivery;
    this.#waiting.add(lane);
    lane.sequence = delivery.sequence;
    this.#ledger.put("waiting", delivery.id, delivery, delivery.atMs);
    if (message === undefined) return;
    this.#messages.set(message.id, message);
    this.#ledger.put("message", message.id, message, message.atMs);
  }

  /** Remembers what the receiver knows now. */
  log(lane: Lane, told: Told, repeatIntervalMs: number): void {
    lane.told = told;
    lane.expiresAtMs = told.atMs + 2 * repeatIntervalMs;
    this.#save(lane);
  }

  /** Takes the message out of its lane, and remembers what became of it. */
  settle(lane: Lane, settled: Delivery): void {
    delete lane.pending;
    this.#waiting.delete(lane);
    this.#messages.delete(settled.id);
    this.#ledger.remove("waiting", settled.id);
    this.#ledger.remove("message", settled.id);
    this.#ledger.put("settled", settled.id, listed(settled), settled.atMs);
    this.#save(lane);
  }

  #save({ pending: _, ...lane }: Lane): void {
    this.#ledger.put("log", `${lane.receiver} ${lane.groupKey}`, lane, lane.told?.atMs);
  }

  /** Messages that nobody took yet, and the newest that are done with; newest first. */
  deliveries(limit: number): ListedDelivery[] {
    const pending = this.waiting().map(({ pending }) => listed(pending!));
    const settled = this.#ledger.recent<ListedDelivery>("settled", limit);
    return [...pending, ...settled].sort((a, b) => b.atMs - a.atMs).slice(0, limit);
  }

  /** Forgets the lanes of groups that are gone, once nothing depends on them, and what was done long ago. */
  trim(nowMs: number, isGone: (groupKey: string) => boolean): void {
    for (const lane of [...this.#lanes.values()].flatMap((ofGroup) => [...ofGroup.values()])) {
      if (!isGone(lane.groupKey)) continue;
      // Nothing makes it try again.
      if (lane.pending?.now.state === "failed") this.settle(lane, lane.pending);
      const isOld = (lane.told?.firing.length ?? 0) === 0 || (lane.expiresAtMs ?? 0) < nowMs;
      if (lane.pending !== undefined || !isOld) continue;
      const ofGroup = this.#lanes.get(lane.groupKey);
      ofGroup?.delete(lane.receiver);
      if (ofGroup?.size === 0) this.#lanes.delete(lane.groupKey);
      this.#ledger.remove("log", `${lane.receiver} ${lane.groupKey}`);
    }
    this.#ledger.trim("settled", KEEP_SETTLED, nowMs - KEEP_SETTLED_MS);
  }
}
