import type { GroupState } from "./notification-log.ts";
import type { OutgoingMessage } from "./receiver.ts";

/** What became of a message so far. */
type DeliveryState =
  /** It is tried from `nextAttemptMs` on, again and again. */
  | { readonly state: "waiting"; readonly nextAttemptMs: number }
  /** The receiver has it. */
  | { readonly state: "taken"; readonly settledAtMs: number }
  /** The receiver refused it, or a day has passed. */
  | { readonly state: "failed"; readonly settledAtMs: number }
  /** It was not taken before there was something newer to tell, or nothing any more. */
  | { readonly state: "replaced"; readonly settledAtMs: number };

/** A message on its way to a receiver; the message itself lies apart. Times are wall time in milliseconds. */
export interface Delivery {
  readonly id: string;
  readonly sequence: number;
  readonly groupKey: string;
  readonly receiver: string;
  readonly status: OutgoingMessage["status"];
  /** The fingerprints of all alerts that it tells of, listed or not. */
  readonly tells: GroupState;
  /** When it was put together. */
  readonly atMs: number;
  /** Since when the receiver lacks something: when the first of the messages was put together that this one replaces. */
  readonly waitsSinceMs: number;
  readonly attempts: number;
  readonly lastError?: string;
  /**
   * Whether the receiver may have got it, or one that it replaces, though it was not heard to take it. What the receiver
   * believes then is not known, so that it is told of any change.
   */
  readonly mayBeKnown: boolean;
  /** Of its group's route. */
  readonly repeatIntervalMs: number;
  readonly now: DeliveryState;
}

/**
 * A message that was just put together.
 * @param before What it takes the place of: it is not tried earlier than that would have been.
 */
export function deliveryOf(
  { id, sequence, groupKey, receiver, status, atMs }: OutgoingMessage,
  tells: GroupState,
  repeatIntervalMs: number,
  before: Delivery | undefined,
): Delivery {
  const nextAttemptMs = before?.now.state === "waiting" ? before.now.nextAttemptMs : atMs;
  return {
    id,
    sequence,
    groupKey,
    receiver,
    status,
    tells,
    atMs,
    waitsSinceMs: before?.waitsSinceMs ?? atMs,
    attempts: 0,
    mayBeKnown: before?.mayBeKnown ?? false,
    repeatIntervalMs,
    now: { state: "waiting", nextAttemptMs },
  };
}

/** A delivery for those who look at it: its alerts are counted, not named. */
export interface ListedDelivery extends Omit<Delivery, "tells" | "mayBeKnown" | "repeatIntervalMs"> {
  readonly firing: number;
  readonly resolved: number;
}

export function listed({
  tells,
  mayBeKnown: _,
  repeatIntervalMs: __,
  ...delivery
}: Delivery): ListedDelivery {
  return { ...delivery, firing: tells.firing.length, resolved: tells.resolved.length };
}
