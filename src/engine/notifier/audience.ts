import { inhibitionBy, mutesOf, valuesOf, verdictOf } from "../../alerting/index.ts";
import type { Labels, Routing } from "../../model/index.ts";
import type { Group } from "./groups.ts";
import { isOver, type KnownAlert, type KnownAlerts } from "./known-alerts.ts";
import type { Silences } from "./silences.ts";

/** Of which alerts nobody shall hear at one moment: by inhibition, by silences, by their route's times. */
export interface Audience {
  isInhibited(labels: Labels): boolean;
  /** The ids of the silences that hold. */
  silencedBy(labels: Labels): string[];
  /** The alerts of a group that somebody is told of. */
  audible(group: Group, alerts: readonly KnownAlert[]): KnownAlert[];
}

export function audienceAt(
  routing: Routing,
  known: KnownAlerts,
  silences: Silences,
  nowMs: number,
): Audience {
  const firing = [...known.all()].filter((alert) => !isOver(alert, nowMs)).map(({ labels }) => labels);
  const isInhibited = inhibitionBy(routing.inhibitions, firing);
  const active = silences.active(nowMs);
  const silencedBy = (labels: Labels) =>
    active.filter(({ matchers }) => verdictOf(matchers, valuesOf(labels)) === "yes").map(({ id }) => id);
  const audible = (group: Group, alerts: readonly KnownAlert[]) => {
    if (mutesOf(group.route, nowMs).length > 0) return [];
    return alerts.filter(({ labels }) => !isInhibited(labels) && silencedBy(labels).length === 0);
  };
  return { isInhibited, silencedBy, audible };
}
