import type { Alerting, Resolution } from "../../../alerts/index.ts";
import { fingerprintOf, type ListedGroup } from "../../../notifier/index.ts";
import type { ListedAlert } from "./alert-schema.ts";

/** Which of them are wanted. */
export interface AlertsWanted {
  readonly limit: number;
  /** Only those that began since; of those that have ended, those that ended since. */
  readonly sinceMs: number;
  readonly nowMs: number;
}

type ToldReceiver = ListedAlert["receivers"][number];

/** What is said of an alert of which nobody is told. */
const UNTOLD = { evidence: [], silencedBy: [], inhibited: false, receivers: [], resolution: null };

/** Alerts that fire, the latest first. */
export function activeAlerts({ notifier }: Alerting, { limit, sinceMs, nowMs }: AlertsWanted): ListedAlert[] {
  const receivers = receiversByAlert(notifier.groups());
  return notifier
    .alerts()
    .filter(({ startsAtMs }) => startsAtMs >= sinceMs)
    .slice(0, limit)
    .map(({ fingerprint, labels, annotations, value, startsAtMs, evidence = [], ...alert }) => ({
      ...{ id: fingerprint, fingerprint, state: "firing", labels, annotations, value },
      ...{ startsAtMs, endsAtMs: null, durationMs: nowMs - startsAtMs, evidence },
      ...{ silencedBy: alert.silencedBy, inhibited: alert.isInhibited },
      receivers: receivers.get(fingerprint) ?? [],
      ...{ resolution: null, link: alert.generatorUrl },
    }));
}

/** Alerts that will fire if their expression goes on to have an answer, the latest first. */
export function pendingAlerts(
  { rules, expressionUrl }: Alerting,
  { limit, sinceMs, nowMs }: AlertsWanted,
): ListedAlert[] {
  const alertRules = rules.groups.flatMap((group) =>
    group.rules.flatMap(({ rule }) => (rule.kind === "alert" ? [rule] : [])),
  );
  const pending = alertRules.flatMap(({ alerts, spec }) =>
    [...alerts]
      .filter(({ state, activeAtMs }) => state === "pending" && activeAtMs >= sinceMs)
      .map((alert) => ({
        ...alert,
        link: expressionUrl(spec.expr),
        fingerprint: fingerprintOf(alert.labels),
      })),
  );
  return pending
    .sort((a, b) => b.activeAtMs - a.activeAtMs)
    .slice(0, limit)
    .map(({ fingerprint, labels, annotations, value, activeAtMs, link }) => ({
      ...{ id: fingerprint, fingerprint, state: "pending", labels, annotations, value },
      ...{ startsAtMs: activeAtMs, endsAtMs: null, durationMs: nowMs - activeAtMs, ...UNTOLD, link },
    }));
}

/** Alerts that have ended, the latest first. */
export function pastAlerts(
  { notifier, resolutions }: Alerting,
  { limit, sinceMs }: AlertsWanted,
): ListedAlert[] {
  return notifier.history
    .list(limit, sinceMs)
    .map(({ fingerprint, startsAtMs, endedAtMs, generatorUrl, evidence = [], ...past }) => ({
      ...{ id: `${fingerprint}@${startsAtMs}`, fingerprint, state: "resolved", ...past, startsAtMs },
      ...{ endsAtMs: endedAtMs, ...UNTOLD, evidence },
      resolution: plain(resolutions.of(fingerprint, startsAtMs)),
      link: generatorUrl,
    }));
}

function receiversByAlert(groups: readonly ListedGroup[]): Map<string, ToldReceiver[]> {
  const byAlert = new Map<string, ToldReceiver[]>();
  for (const { alerts, receivers, told, mutedBy } of groups) {
    const known = receivers.map((name) => ({ name, firing: new Set(told.get(name)) }));
    for (const alert of alerts) {
      const ofGroup = known.map(({ name, firing }) => ({ name, told: firing.has(alert), mutedBy }));
      byAlert.set(alert, [...(byAlert.get(alert) ?? []), ...ofGroup]);
    }
  }
  return byAlert;
}

function plain(resolution: Resolution | undefined): ListedAlert["resolution"] {
  if (resolution === undefined) return null;
  const { author, note, atMs } = resolution;
  return { author, note, atMs };
}
