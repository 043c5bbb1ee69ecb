import { settingsOf } from "../../../alerting/index.ts";
import type { Receiver } from "../../../model/index.ts";
import type { Check } from "../check.ts";
import { inRouting, type Routed } from "./routed.ts";
import type { RoutedAlert } from "./routed-alert.ts";

/** A critical alert that wakes nobody. One that reaches nobody at all is found as that. */
export const unpagedCritical: Check = {
  code: "FAROL_CRITICAL_UNPAGED",
  level: "error",
  title: "A critical alert that wakes nobody",
  why: "What is critical cannot wait until somebody looks. It reaches PagerDuty, or a webhook that does the same. Send it to a pager, or make it a warning.",
  find: inRouting((routed) =>
    routed.alerts
      .filter((alert) => alert.labels.severity === "critical" && isUnpaged(alert, routed))
      .map(({ name, place }) => ({
        place,
        found: `critical alert "${name}"`,
        rule: "what is critical wakes somebody: it reaches PagerDuty, or a webhook that does the same",
        cure: "Send it to a pager, or make it a warning.",
      })),
  ),
};

function isUnpaged(alert: RoutedAlert, { stops }: Routed): boolean {
  const receivers = stops.get(alert)!.flatMap(({ path }) => settingsOf(path).receivers);
  return receivers.length > 0 && !receivers.some(isPager);
}

function isPager({ kind }: Receiver): boolean {
  return kind === "pagerDuty" || kind === "webhook" || kind === "alertmanager";
}
