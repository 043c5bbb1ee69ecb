import type { Routing } from "../../../model/index.ts";
import { pathsOf } from "../../routing/settings.ts";
import type { Finding } from "../finding.ts";
import { matched } from "./matched.ts";
import { possibleAlerts } from "./possible-alerts.ts";
import type { RoutedAlert } from "./routed-alert.ts";
import { matchedByAll } from "./shadowed-route.ts";

/** A route whose matchers, with those above, contradict each other: each has its alerts, but no alert has all. */
export function unreachedRoute(routing: Routing, alerts: readonly RoutedAlert[]): Finding[] {
  const possible = possibleAlerts(alerts);
  return pathsOf(routing.root).flatMap((path) => {
    const matchers = path.flatMap((route) => route.matchers);
    const isEachMatched = matchers.every((matcher) => matched([matcher], possible).length > 0);
    const isAboveReached = matchedByAll(path.slice(0, -1), possible).length > 0;
    if (!isEachMatched || !isAboveReached || matchedByAll(path, possible).length > 0) return [];
    const wanted = matchers.map(({ label, operator, value }) => `${label}${operator}"${value}"`);
    return [
      {
        code: "FAROL_ROUTE_UNREACHED",
        place: path.at(-1)!.place,
        found: `a route for ${wanted.join(" and ")}`,
        rule: "no alert matches all of these, of which some may stand at the routes above",
        cure: "Take away what contradicts, or take away the route.",
      },
    ];
  });
}
