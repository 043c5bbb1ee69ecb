import type { Receiver, Routing } from "../../../model/index.ts";
import { settingsOf } from "../../routing/settings.ts";
import type { Finding } from "../finding.ts";
import { stopsOfAlert } from "./reached.ts";
import type { RoutedAlert } from "./routed-alert.ts";

/** A critical alert that wakes nobody. One that reaches nobody at all is found as that. */
export function unpagedCritical(routing: Routing, alerts: readonly RoutedAlert[]): Finding[] {
  const isUnpaged = (alert: RoutedAlert) => {
    const receivers = stopsOfAlert(routing, alert).flatMap(({ path }) => settingsOf(path).receivers);
    return alert.labels.severity === "critical" && receivers.length > 0 && !receivers.some(isPager);
  };
  return alerts.filter(isUnpaged).map(({ name, place }) => ({
    code: "FAROL_CRITICAL_UNPAGED",
    place,
    found: `critical alert ${name}`,
    rule: "what is critical wakes somebody: it reaches PagerDuty, or a webhook that does the same",
    cure: "Send it to a pager, or make it a warning.",
  }));
}

function isPager({ kind }: Receiver): boolean {
  return kind === "pagerDuty" || kind === "webhook";
}
