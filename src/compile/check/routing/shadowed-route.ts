import type { Route, Routing } from "../../../model/index.ts";
import { pathsOf } from "../../routing/settings.ts";
import type { Finding } from "../finding.ts";
import { matched } from "./matched.ts";
import { possibleAlerts } from "./possible-alerts.ts";
import { reachedRoutes } from "./reached.ts";
import type { RoutedAlert } from "./routed-alert.ts";

/** A route whose alerts an earlier one takes, all of them: Watchdog's, after a route for its severity. */
export function shadowedRoute(routing: Routing, alerts: readonly RoutedAlert[]): Finding[] {
  const reached = reachedRoutes(routing, alerts);
  const reachable = reachedRoutes(routing, possibleAlerts([]));
  return pathsOf(routing.root).flatMap((path) => {
    const meant = matchedByAll(path, alerts);
    const isMeant = meant.length > 0 || matchedByAll(path, possibleAlerts([])).length > 0;
    // A route that no alert is meant for yet may still be open to one.
    const isOpen = (route: Route) => (meant.length > 0 ? reached : reachable).has(route);
    if (!isMeant || isOpen(path.at(-1)!) || !path.slice(0, -1).every(isOpen)) return [];
    return [finding(path.at(-1)!, meant)];
  });
}

function finding({ place }: Route, meant: readonly RoutedAlert[]): Finding {
  const names = meant.slice(0, 3).map(({ name }) => name);
  return {
    code: "FAROL_ROUTE_SHADOWED",
    place,
    found: `a route that earlier ones leave nothing${names.length > 0 ? ` of ${names.join(", ")}` : ""}`,
    rule: "an alert ends in the first route that matches, unless that one continues",
    cure: "Put it before them, or let the one that takes its alerts continue.",
  };
}

/** The alerts that a route and all above it match. */
export function matchedByAll(path: readonly Route[], alerts: readonly RoutedAlert[]): readonly RoutedAlert[] {
  return matched(
    path.flatMap(({ matchers }) => matchers),
    alerts,
  );
}
