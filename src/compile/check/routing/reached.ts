import type { Route, Routing } from "../../../model/index.ts";
import { type Stop, stopsOf } from "../../routing/stops.ts";
import { type RoutedAlert, valuesOfAlert } from "./routed-alert.ts";

/** Where an alert may end. */
export function stopsOfAlert({ root }: Routing, alert: RoutedAlert): Stop[] {
  return stopsOf(root, valuesOfAlert(alert));
}

/** The routes that some of these alerts may pass or end in. */
export function reachedRoutes(routing: Routing, alerts: readonly RoutedAlert[]): ReadonlySet<Route> {
  return new Set(alerts.flatMap((alert) => stopsOfAlert(routing, alert).flatMap(({ path }) => path)));
}
