import type { Alerting, Resolution } from "../../../alerts/index.ts";
import { fingerprintOf, type ListedGroup } from "../../../notifier/index.ts";
import { type Stretch, stretchOf } from "../../page.ts";
import type { ListedAlert } from "./alert-schema.ts";

/** Which of them are wanted. */
export interface AlertsWanted extends Stretch {
  /** Only those that began since; of those that have ended, those that ended since. */
  readonly sinceMs: number;
  readonly nowMs: number;
}

type ToldReceiver = ListedAlert["receivers"][number];

/** What is said of an alert of which nobody is told. */
const UNTOLD = { evidence: [], silencedBy: [], inhibited: false, receivers: [], resolution: null };

/** What alerts are sorted by: when one ended, or else began. */
export function timeOf({ startsAtMs, endsAtMs }: Pick<ListedAlert, "startsAtMs" | "endsAtMs">): number {
  return endsAtMs ?? startsAtMs;
}

/** Alerts that fire, the latest first. */
export function activeAlerts({ notifier }: Alerting, { nowMs, ...wanted }: AlertsWanted): ListedAlert[] {
  const receivers = receiversByAlert(notifier.groups());
  return begunIn(notifier.alerts(), wanted).map(
    ({ fingerprint, labels, annotations, value, startsAtMs, evidence = [], ...alert }) => ({
      ...{ id: fingerprint, fingerprint, state: "firing", labels, annotations, value },
      ...{ startsAtMs, endsAtMs: null, durationMs: nowMs - startsAtMs, evidence },
      ...{ silencedBy: alert.silencedBy, inhibited: alert.isInhibited },
      receivers: receivers.get(fingerprint) ?? [],
      ...{ resolution: null, link: alert.generatorUrl },
    }),
  );
}

/** Alerts that will fire if their expression goes on to have an answer, the latest first. */
export function pendingAlerts(
  { rules, expressionUrl }: Alerting,
  { nowMs, ...wanted }: AlertsWanted,
): ListedAlert[] {
  const running = rules.groups.flatMap((group) => group.rules.map(({ rule }) => rule));
  const pending = running.flatMap((rule) =>
    rule.kind === "recording"
      ? []
      : [...rule.alerts]
          .filter(({ state }) => state === "pending")
          .map((alert) => ({ ...alert, startsAtMs: alert.activeAtMs, expr: rule.spec.expr })),
  );
  const latestFirst = pending.sort((a, b) => b.startsAtMs - a.startsAtMs);
  return begunIn(latestFirst, wanted).map(({ labels, annotations, value, startsAtMs, expr }) => {
    const fingerprint = fingerprintOf(labels);
    return {
      ...{ id: fingerprint, fingerprint, state: "pending", labels, annotations, value },
      ...{ startsAtMs, endsAtMs: null, durationMs: nowMs - startsAtMs, ...UNTOLD },
      link: expressionUrl(expr),
    };
  });
}

/** Alerts that have ended, the latest first. */
export function pastAlerts(
  { notifier, resolutions }: Alerting,
  { count, sinceMs, untilMs }: AlertsWanted,
): ListedAlert[] {
  return notifier.history
    .list(count, sinceMs, untilMs)
    .map(({ fingerprint, startsAtMs, endedAtMs, generatorUrl, evidence = [], ...past }) => ({
      ...{ id: `${fingerprint}@${startsAtMs}`, fingerprint, state: "resolved", ...past, startsAtMs },
      ...{ endsAtMs: endedAtMs, ...UNTOLD, evidence },
      resolution: plain(resolutions.of(fingerprint, startsAtMs)),
      link: generatorUrl,
    }));
}

function begunIn<T extends { readonly startsAtMs: number }>(
  alerts: readonly T[],
  { sinceMs, ...stretch }: Omit<AlertsWanted, "nowMs">,
): readonly T[] {
  const begun = alerts.filter(({ startsAtMs }) => startsAtMs >= sinceMs);
  return stretchOf(begun, ({ startsAtMs }) => startsAtMs, stretch);
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
