import type { Routing } from "../../../model/index.ts";
import { settingsOf } from "../../routing/settings.ts";
import type { Finding } from "../finding.ts";
import { stopsOfAlert } from "./reached.ts";
import type { RoutedAlert } from "./routed-alert.ts";

/** An alert that reaches nobody. */
export function unheardAlert(routing: Routing, alerts: readonly RoutedAlert[]): Finding[] {
  const isUnheard = (alert: RoutedAlert) =>
    stopsOfAlert(routing, alert).every(({ path }) => settingsOf(path).receivers.length === 0);
  return alerts.filter(isUnheard).map(({ name, place }) => ({
    code: "FAROL_ALERT_UNHEARD",
    place,
    found: `alert ${name}`,
    rule: "every route that it may end in has no receivers, so that nobody is told",
    cure: "Give the route a receiver, or take the alert away.",
  }));
}
