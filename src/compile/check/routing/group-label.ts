import { routesOf } from "../../../define/index.ts";
import { nearestName, type Route, type Routing } from "../../../model/index.ts";
import { settingsOf } from "../../routing/settings.ts";
import type { Finding } from "../finding.ts";
import { stopsOfAlert } from "./reached.ts";
import { knownLabels, mayHave, type RoutedAlert } from "./routed-alert.ts";

/** A `groupBy` label that no alert has which is grouped by it. */
export function groupLabel(routing: Routing, alerts: readonly RoutedAlert[]): Finding[] {
  return routesOf(routing.root).flatMap((route) => {
    const { groupBy } = route;
    if (groupBy === undefined || groupBy === "all") return [];
    const grouped = alerts.filter((alert) => isGroupedBy(routing, alert, groupBy));
    if (grouped.length === 0) return [];
    return groupBy
      .filter((label) => !grouped.some((alert) => mayHave(alert, label)))
      .map((label) => finding(route, label, nearestName(label, knownLabels(grouped))));
  });
}

function isGroupedBy(routing: Routing, alert: RoutedAlert, groupBy: Route["groupBy"]): boolean {
  return stopsOfAlert(routing, alert).some(({ path }) => settingsOf(path).groupBy === groupBy);
}

function finding({ place }: Route, label: string, nearest: string | undefined): Finding {
  return {
    code: "FAROL_GROUP_LABEL",
    place,
    found: `groupBy "${label}"`,
    rule: "no alert that is grouped by it has this label, so that it groups nothing apart",
    cure: nearest === undefined ? "Take it away." : `Did you mean "${nearest}"?`,
    ...(nearest !== undefined && { nearest }),
  };
}
