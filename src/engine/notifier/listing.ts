import type { Labels } from "../../model/index.ts";
import type { Audience } from "./audience.ts";
import type { ReceiverCounts } from "./courier.ts";
import type { Group } from "./groups.ts";
import { isOver, type KnownAlert } from "./known-alerts.ts";
import type { Lane } from "./lanes.ts";

/** An alert that fires, and whether anybody is told of it. */
export interface ActiveAlert extends KnownAlert {
  readonly isInhibited: boolean;
  /** The ids of silences. */
  readonly silencedBy: readonly string[];
}

/** A group as those see it who look at it. */
export interface ListedGroup {
  readonly key: string;
  readonly labels: Labels;
  /** Their names. */
  readonly receivers: readonly string[];
  /** Fingerprints, also of alerts that have just ended. */
  readonly alerts: readonly string[];
  /** By receiver, the alerts that it was told fire; those that were told nothing are missing. */
  readonly told: ReadonlyMap<string, readonly string[]>;
  /** The names of the time intervals on whose account nothing is sent now. */
  readonly mutedBy: readonly string[];
  /** Wall time in milliseconds when it is looked at next. */
  readonly nextMs: number;
}

/** How a receiver does. */
interface ReceiverNumbers extends ReceiverCounts {
  /** Messages that it has not taken yet. */
  readonly waiting: number;
  /** Since when it lacks something, in seconds; 0 when it lacks nothing. */
  readonly oldestSeconds: number;
}

export interface NotifierNumbers {
  readonly alerts: number;
  readonly groups: number;
  /** Reports that were left out since there was no room for one more alert. */
  readonly alertsLeftOut: number;
  /** Silences that hold now. */
  readonly silences: number;
  /** Changes that are not on disk: above 0 for longer only while the file cannot be written. */
  readonly unsaved: number;
  /** By the receiver's name. */
  readonly receivers: Readonly<Record<string, ReceiverNumbers>>;
}

export function activeAlerts(alerts: Iterable<KnownAlert>, audience: Audience, nowMs: number): ActiveAlert[] {
  return [...alerts]
    .filter((alert) => !isOver(alert, nowMs))
    .map((alert) => ({
      ...alert,
      isInhibited: audience.isInhibited(alert.labels),
      silencedBy: audience.silencedBy(alert.labels),
    }))
    .sort((a, b) => b.startsAtMs - a.startsAtMs);
}

export function listedGroup(
  { key, labels, settings, members, nextMs }: Group,
  lanes: readonly Lane[],
  mutes: readonly { readonly name: string }[],
): ListedGroup {
  const receivers = settings.receivers.map(({ name }) => name);
  const told = new Map(
    lanes.flatMap(({ receiver, told }) => (told === undefined ? [] : [[receiver, told.firing]])),
  );
  const mutedBy = mutes.map(({ name }) => name);
  return { key, labels, receivers, alerts: [...members], told, mutedBy, nextMs };
}
