import type { Route } from "../../../model/index.ts";
import type { Check, Found } from "../check.ts";
import { cureOf } from "../cure.ts";
import { inRouting } from "./routed.ts";
import { knownLabels, mayHave, type RoutedAlert } from "./routed-alert.ts";

/** A `groupBy` label that no alert has which is grouped by it. */
export const groupLabel: Check = {
  code: "FAROL_GROUP_LABEL",
  level: "error",
  title: "Grouping by a label that no alert has",
  why: "`groupBy` names the labels whose values tell one notification's alerts from another's. One that none of the alerts has which are grouped by it tells nothing apart: all of them come as one notification.",
  find: inRouting(({ alerts, stops }) => {
    const grouped = alerts.flatMap((alert) =>
      stops.get(alert)!.map(({ path }) => ({ alert, route: path.findLast(isGrouping) })),
    );
    return [...Map.groupBy(grouped, ({ route }) => route)].flatMap(([route, members]) =>
      route === undefined ? [] : foundIn(route, [...new Set(members.map(({ alert }) => alert))]),
    );
  }),
};

/** Alertmanager takes an empty list for none. */
function isGrouping({ groupBy = [] }: Route): boolean {
  return groupBy.length > 0;
}

function foundIn({ groupBy, place }: Route, alerts: readonly RoutedAlert[]): Found[] {
  if (groupBy === undefined || groupBy === "all") return [];
  const unknown = groupBy.filter((label) => !alerts.some((alert) => mayHave(alert, label)));
  return unknown.map((label) => ({
    place,
    found: `groupBy "${label}"`,
    rule: "no alert that is grouped by it has this label, so that it tells nothing apart",
    ...cureOf(label, knownLabels(alerts), "Take it away."),
  }));
}
