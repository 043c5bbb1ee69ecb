import type { Route } from "../../../model/index.ts";
import type { Check, Found } from "../check.ts";
import { matched } from "./matched.ts";
import { matchersOf } from "./matchers-in.ts";
import { inRouting } from "./routed.ts";
import type { RoutedAlert } from "./routed-alert.ts";

/** A route whose alerts an earlier one takes, all of them: Watchdog's, after a route for its severity. */
export const shadowedRoute: Check = {
  code: "FAROL_ROUTE_SHADOWED",
  level: "error",
  title: "A route that earlier ones leave nothing",
  why: "An alert ends in the first route that matches, unless that one continues. Where earlier routes take every alert that this one is for, it is never entered: Watchdog behind a route for its severity is the usual case, and its heartbeat is never sent. Put the narrower route first.",
  find: inRouting(({ paths, alerts, others, stops }) => {
    const reached = new Set([...stops.values()].flatMap((all) => all.flatMap(({ path }) => path)));
    return paths
      .filter((path) => !reached.has(path.at(-1)!) && path.slice(0, -1).every((above) => reached.has(above)))
      .filter((path) => matched(matchersOf(path), [...alerts, ...others]).length > 0)
      .map((path) => shadowed(path.at(-1)!, matched(matchersOf(path), alerts)));
  }),
};

function shadowed({ place }: Route, meant: readonly RoutedAlert[]): Found {
  const names = meant.slice(0, 3).map(({ name }) => name);
  return {
    place,
    found: `a route that earlier ones leave nothing${names.length > 0 ? ` of ${names.join(", ")}` : ""}`,
    rule: "an alert ends in the first route that matches, unless that one continues",
    cure: "Put it before them, or let the one that takes its alerts continue.",
  };
}
