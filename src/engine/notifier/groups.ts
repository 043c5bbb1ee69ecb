import type { RouteSettings } from "../../alerting/index.ts";
import type { Labels, Route, Routing } from "../../model/index.ts";
import type { KnownAlert } from "./known-alerts.ts";
import { type Placement, placementsOf } from "./route-keys.ts";

/** Alerts that are told of together. */
export interface Group {
  readonly key: string;
  readonly labels: Labels;
  readonly route: Route;
  readonly settings: RouteSettings;
  /** Fingerprints. */
  readonly members: Set<string>;
  /** Wall time in milliseconds when it is looked at next. */
  nextMs: number;
  wasLookedAt: boolean;
  /** Members that had ended when it was last looked at; they leave once everyone was told. */
  ended: readonly KnownAlert[];
}

/** When a group was last told of, by its key; undefined when it was not. */
type LastTold = (groupKey: string) => number | undefined;

/** Puts alerts into groups by the routing, and knows when each is due, as Alertmanager's dispatcher does. */
export class Groups {
  readonly #routing: Routing;
  readonly #groups = new Map<string, Group>();
  /** By fingerprint: an alert is reported again and again, and its labels stay. */
  readonly #placements = new Map<string, readonly Placement[]>();

  constructor(routing: Routing) {
    this.#routing = routing;
  }

  /**
   * @param lastTold Asked of groups that an earlier process may have begun. Default: there are none
   * @throws FarolError FAROL_MATCHER
   */
  join(alert: KnownAlert, nowMs: number, lastTold: LastTold = () => undefined): void {
    const placements = this.#placements.get(alert.fingerprint) ?? placementsOf(this.#routing, alert.labels);
    this.#placements.set(alert.fingerprint, placements);
    for (const placement of placements) {
      const group = this.#groups.get(placement.key) ?? this.#begin(placement, nowMs, lastTold(placement.key));
      group.members.add(alert.fingerprint);
      const hasWaited = alert.startsAtMs + group.settings.groupWaitMs < nowMs;
      if (!group.wasLookedAt && hasWaited) group.nextMs = nowMs;
    }
  }

  #begin(placement: Placement, nowMs: number, toldMs: number | undefined): Group {
    const { key, group: labels, path } = placement;
    const wasLookedAt = toldMs !== undefined;
    const againMs = Math.max(nowMs, (toldMs ?? 0) + placement.groupIntervalMs);
    const group: Group = {
      key,
      labels,
      route: path.at(-1)!,
      settings: placement,
      members: new Set(),
      nextMs: wasLookedAt ? againMs : nowMs + placement.groupWaitMs,
      wasLookedAt,
      ended: [],
    };
    this.#groups.set(key, group);
    return group;
  }

  /** Those that are to be looked at now, each of which is due again an interval from now. */
  takeDue(nowMs: number): Group[] {
    const due = this.all().filter((group) => isDue(group, nowMs));
    for (const group of due) {
      group.nextMs = nowMs + group.settings.groupIntervalMs;
      group.wasLookedAt = true;
    }
    return due;
  }

  /** When the next one is due; Infinity when there is none. */
  get nextMs(): number {
    return this.all().reduce((least, { nextMs }) => Math.min(least, nextMs), Number.POSITIVE_INFINITY);
  }

  /** Takes an alert out of a group, which is gone with its last. @returns Whether the alert is in no group any more. */
  leave(group: Group, fingerprint: string): boolean {
    group.members.delete(fingerprint);
    if (group.members.size === 0) this.#groups.delete(group.key);
    const placements = this.#placements.get(fingerprint) ?? [];
    const isGone = !placements.some(({ key }) => this.#groups.get(key)?.members.has(fingerprint));
    if (isGone) this.#placements.delete(fingerprint);
    return isGone;
  }

  get(key: string): Group | undefined {
    return this.#groups.get(key);
  }

  all(): Group[] {
    return [...this.#groups.values()];
  }
}

/** A group whose time is further away than it can be has seen the clock set back. */
function isDue({ nextMs, settings: { groupWaitMs, groupIntervalMs } }: Group, nowMs: number): boolean {
  return nextMs <= nowMs || nextMs > nowMs + Math.max(groupWaitMs, groupIntervalMs);
}
