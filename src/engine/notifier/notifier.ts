import { setTimeout as wait } from "node:timers/promises";
import { matchesValue, mutesOf, pathsOf, settingsOf } from "../../alerting/index.ts";
import type { Receiver, ReportedAlert, Routing } from "../../model/index.ts";
import { type Audience, audienceAt } from "./audience.ts";
import { Courier } from "./courier.ts";
import type { ListedDelivery } from "./delivery.ts";
import { type Group, Groups } from "./groups.ts";
import { AlertHistory } from "./history.ts";
import { isOver, type KnownAlert, KnownAlerts } from "./known-alerts.ts";
import { type Lane, Lanes } from "./lanes.ts";
import { Ledger } from "./ledger.ts";
import {
  type ActiveAlert,
  activeAlerts,
  type ListedGroup,
  listedGroup,
  type NotifierNumbers,
} from "./listing.ts";
import { DEFAULT_LIMITS, type NotifierLimits, type NotifierOptions } from "./options.ts";
import { Outbox } from "./outbox.ts";
import type { OutgoingMessage, Sender, Sent } from "./receiver.ts";
import { Silences } from "./silences.ts";

const TIDY_MS = 60 * 60 * 1000;

/**
 * Tells receivers of alerts, as Alertmanager does: in groups, once a change, without those that are inhibited, silenced or
 * muted; and so that a killed process loses nothing. Does nothing on its own: `advance` is called when it says so, when
 * alerts came, and when an attempt ended (`startNotifier` does all that).
 */
export class Notifier {
  readonly silences: Silences;
  readonly history: AlertHistory;
  readonly #options: NotifierOptions;
  readonly #limits: NotifierLimits;
  readonly #ledger: Ledger;
  readonly #known: KnownAlerts;
  readonly #lanes: Lanes;
  readonly #groups: Groups;
  readonly #outbox: Outbox;
  readonly #courier: Courier;
  readonly #senders: ReadonlyMap<string, Sender>;
  /** Those whose group was due while their message was under way. */
  readonly #again = new Set<Lane>();
  #tidyAtMs = 0;
  #isClosed = false;
  /** Called whenever `advance` may have something to do before it said. */
  onWork: () => void = () => {};

  /** @throws FarolError FAROL_MATCHER, FAROL_DURATION */
  constructor(options: NotifierOptions) {
    checkRouting(options.routing);
    const { routing, database, clock, logger, senderOf, externalUrl, random = Math.random } = options;
    this.#options = options;
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
    const { maxAlerts, maxAlertsPerMessage, timeoutMs, attemptsAtOnce } = this.#limits;
    this.#ledger = new Ledger(database, clock, logger);
    this.silences = new Silences(this.#ledger, clock);
    this.history = new AlertHistory(this.#ledger);
    this.#lanes = new Lanes(this.#ledger);
    this.#senders = new Map(routing.receivers.map((receiver) => [receiver.name, senderOf(receiver)]));
    const onEnded = (alert: KnownAlert) => this.history.remember(alert);
    this.#known = new KnownAlerts({ ledger: this.#ledger, maxAlerts, onEnded });
    this.#groups = new Groups(routing);
    this.#outbox = new Outbox({ lanes: this.#lanes, externalUrl, maxAlertsPerMessage });
    this.#courier = new Courier({
      lanes: this.#lanes,
      senders: this.#senders,
      now: () => clock.now(),
      random,
      timeoutMs,
      attemptsAtOnce,
      onLanded: (lane) => this.#landed(lane),
    });
    this.#restore(clock.now());
  }

  #restore(nowMs: number): void {
    this.#lanes.restore();
    this.#known.restore(nowMs);
    // As if they had come when they began, lest a process that is killed again and again waits for ever.
    for (const alert of this.#known.all()) {
      this.#groups.join(alert, Math.min(alert.startsAtMs, nowMs), (key) => this.#lanes.lastMs(key));
    }
  }

  /** Hears of alerts. Once it returns, they outlive a crash. An `AlertListener`. */
  take(alerts: readonly ReportedAlert[]): void {
    const nowMs = this.#options.clock.now();
    for (const report of alerts) {
      const alert = this.#known.take(report, nowMs);
      if (alert !== undefined) this.#groups.join(alert, nowMs);
    }
    this.#ledger.save();
    this.onWork();
  }

  /**
   * Does what is due: looks at groups, and starts attempts for messages, which are on disk by then.
   * @returns The wall time in milliseconds when it wants to be called again.
   */
  advance(nowMs: number): number {
    if (this.#isClosed) return Number.POSITIVE_INFINITY;
    const due = this.#groups.takeDue(nowMs);
    const audience = due.length > 0 ? this.#audience(nowMs) : undefined;
    for (const group of due) this.#look(group, audience!, nowMs);
    if (nowMs >= this.#tidyAtMs) this.#tidy(nowMs);
    this.#ledger.save();
    this.#courier.attempt(nowMs);
    const retryMs = this.#ledger.unsaved > 0 ? this.#ledger.retryAtMs : Number.POSITIVE_INFINITY;
    return Math.min(this.#groups.nextMs, this.#courier.nextMs, this.#tidyAtMs, retryMs);
  }

  #audience(nowMs: number): Audience {
    return audienceAt(this.#options.routing, this.#known, this.silences, nowMs);
  }

  #look(group: Group, audience: Audience, nowMs: number): void {
    const alerts = this.#membersOf(group, nowMs);
    this.#tell(group, group.settings.receivers, audience.audible(group, alerts), nowMs);
    group.ended = alerts.filter((alert) => isOver(alert, nowMs));
    this.#letGo(group);
  }

  #membersOf({ members }: Group, nowMs: number): KnownAlert[] {
    return [...members].map((fingerprint) => this.#known.endIfOver(this.#known.get(fingerprint)!, nowMs));
  }

  #tell(group: Group, receivers: readonly Receiver[], alerts: readonly KnownAlert[], nowMs: number): void {
    if (alerts.length === 0) return;
    const firing = alerts.filter((alert) => !isOver(alert, nowMs));
    const resolved = alerts.filter((alert) => isOver(alert, nowMs));
    for (const receiver of receivers) {
      const lane = this.#lanes.of(group.key, receiver.name);
      if (this.#courier.isUnderWay(lane)) this.#again.add(lane);
      else this.#outbox.tell(lane, receiver, { group, firing, resolved }, nowMs);
    }
  }

  /** Lets go of ended alerts once every receiver knows, unless they fired again. */
  #letGo(group: Group): void {
    if (this.#lanes.ofGroup(group.key).some(({ pending }) => pending !== undefined)) return;
    for (const alert of group.ended) {
      const isSame = this.#known.get(alert.fingerprint) === alert;
      if (isSame && this.#groups.leave(group, alert.fingerprint)) this.#known.forget(alert.fingerprint);
    }
    group.ended = [];
  }

  #landed(lane: Lane): void {
    const group = this.#groups.get(lane.groupKey);
    const isAwaited = this.#again.delete(lane);
    if (group !== undefined) {
      if (isAwaited) this.#tellLate(group, lane.receiver);
      this.#letGo(group);
    }
    this.#ledger.save();
    this.onWork();
  }

  #tellLate(group: Group, name: string): void {
    const nowMs = this.#options.clock.now();
    const alerts = this.#audience(nowMs).audible(group, this.#membersOf(group, nowMs));
    this.#tell(
      group,
      group.settings.receivers.filter((receiver) => receiver.name === name),
      alerts,
      nowMs,
    );
  }

  #tidy(nowMs: number): void {
    this.#tidyAtMs = nowMs + TIDY_MS;
    this.#lanes.trim(nowMs, (key) => this.#groups.get(key) === undefined);
    this.silences.trim(nowMs);
    this.history.trim(nowMs);
  }

  /** Alerts that fire, the latest first. */
  alerts(): ActiveAlert[] {
    const nowMs = this.#options.clock.now();
    return activeAlerts(this.#known.all(), this.#audience(nowMs), nowMs);
  }

  groups(): ListedGroup[] {
    const nowMs = this.#options.clock.now();
    return this.#groups
      .all()
      .map((group) => listedGroup(group, this.#lanes.ofGroup(group.key), mutesOf(group.route, nowMs)));
  }

  /** Messages that wait or failed, and those that are done with; the newest first. */
  deliveries(limit = 1000): ListedDelivery[] {
    return this.#lanes.deliveries(limit);
  }

  /**
   * Sends a message to its receiver at once and once, past groups and outbox: for trying a receiver (`sampleMessage`).
   * @returns What became of it; undefined when there is no such receiver.
   */
  async tryReceiver(message: OutgoingMessage): Promise<Sent | undefined> {
    return this.#senders.get(message.receiver)?.send(message, AbortSignal.timeout(this.#limits.timeoutMs));
  }

  numbers(): NotifierNumbers {
    const nowMs = this.#options.clock.now();
    const receivers = [...this.#senders.keys()].map((name) => {
      const lanes = this.#lanes.waiting().filter(({ receiver }) => receiver === name);
      const oldestMs = Math.max(0, ...lanes.map(({ pending }) => nowMs - pending!.waitsSinceMs));
      return [name, { ...this.#courier.counts(name), waiting: lanes.length, oldestSeconds: oldestMs / 1000 }];
    });
    return {
      alerts: this.#known.size,
      groups: this.#groups.all().length,
      alertsLeftOut: this.#known.leftOut,
      silences: this.silences.list().filter(({ state }) => state === "active").length,
      unsaved: this.#ledger.unsaved,
      receivers: Object.fromEntries(receivers),
    };
  }

  /** Resolves once no attempt is under way. */
  idle(): Promise<void> {
    return this.#courier.idle();
  }

  /**
   * Stops. What was not taken by then waits on disk.
   * @param graceMs How long attempts that are under way may go on, and once more may take to end when told to.
   */
  async close(graceMs = 1000): Promise<void> {
    this.#isClosed = true;
    await Promise.race([this.idle(), wait(graceMs, undefined, { ref: false })]);
    this.#courier.abort();
    await Promise.race([this.idle(), wait(graceMs, undefined, { ref: false })]);
    this.#ledger.save();
  }
}

/** Reads what is read of a routing only when alerts come. */
function checkRouting({ root, inhibitions }: Routing): void {
  const paths = pathsOf(root);
  const matchers = [
    ...paths.flatMap((path) => path.at(-1)!.matchers),
    ...inhibitions.flatMap(({ source, target }) => [...source, ...target]),
  ];
  for (const matcher of matchers) matchesValue(matcher, "");
  for (const path of paths) settingsOf(path);
}
