import { randomUUID } from "node:crypto";
import type { Receiver } from "../../model/index.ts";
import { type Delivery, deliveryOf } from "./delivery.ts";
import type { Group } from "./groups.ts";
import type { KnownAlert } from "./known-alerts.ts";
import type { Lane, Lanes } from "./lanes.ts";
import { messageOf } from "./message.ts";
import { type GroupState, isSameState, needsTelling } from "./notification-log.ts";

/** What there is to tell of a group, without the alerts that nobody shall hear of. */
export interface News {
  readonly group: Group;
  readonly firing: readonly KnownAlert[];
  readonly resolved: readonly KnownAlert[];
}

export interface OutboxOptions {
  readonly lanes: Lanes;
  readonly externalUrl: string;
  /** The most alerts that one message lists. */
  readonly maxAlertsPerMessage: number;
}

/**
 * Decides what receivers are told. A group has one message at a time for each of them: a newer one takes the place of one
 * that was not taken, as what counts is the state that the receiver knows in the end. What fired and ended before anybody
 * was told of it is not told, as in Alertmanager; unless an attempt was made, which may have arrived.
 */
export class Outbox {
  readonly #options: OutboxOptions;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** For a lane in which no attempt is under way. */
  tell(lane: Lane, { sendResolved }: Receiver, news: News, nowMs: number): void {
    const { lanes } = this.#options;
    const { pending, told } = lane;
    const tells = { firing: fingerprints(news.firing), resolved: fingerprints(news.resolved) };
    if (pending !== undefined && isSameState(pending.tells, tells) && !hasBegunSince(pending, news)) {
      // One that was refused is tried whenever its group is looked at, as in Alertmanager.
      if (pending.now.state === "failed") {
        lanes.keep(lane, { ...pending, now: { state: "waiting", nextAttemptMs: nowMs } });
      }
      return;
    }
    const { repeatIntervalMs } = news.group.settings;
    const isNeeded = needsTelling(told, tells, { sendResolved, repeatIntervalMs }, nowMs);
    if (pending !== undefined) {
      const state = pending.now.state === "failed" ? "failed" : "replaced";
      lanes.settle(lane, { ...pending, now: { state, settledAtMs: nowMs } });
    }
    if (!isNeeded && pending?.mayBeKnown !== true) return;
    if (sendResolved || news.firing.length > 0) {
      const message = this.#message(lane, news, sendResolved, nowMs);
      lanes.keep(lane, deliveryOf(message, tells, repeatIntervalMs, pending), message);
    } else lanes.log(lane, { ...tells, atMs: nowMs }, repeatIntervalMs);
  }

  #message({ groupKey, receiver, sequence }: Lane, news: News, sendResolved: boolean, atMs: number) {
    const { externalUrl, maxAlertsPerMessage } = this.#options;
    return messageOf({
      id: randomUUID(),
      sequence: sequence + 1,
      groupKey,
      receiver,
      group: news.group.labels,
      firing: news.firing,
      resolved: sendResolved ? news.resolved : [],
      externalUrl,
      atMs,
      maxAlerts: maxAlertsPerMessage,
    });
  }
}

/** Whether an alert that a message tells of ended meanwhile and fires anew. */
function hasBegunSince({ atMs }: Delivery, { firing }: News): boolean {
  return firing.some(({ startsAtMs }) => startsAtMs > atMs);
}

function fingerprints(alerts: readonly KnownAlert[]): GroupState["firing"] {
  return alerts.map(({ fingerprint }) => fingerprint);
}
