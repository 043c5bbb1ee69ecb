import { parseDuration, type Receiver, type Route } from "../../model/index.ts";

/** How a route tells of its alerts: what it says itself, and what it has from those above. */
export interface RouteSettings {
  readonly receivers: readonly Receiver[];
  readonly groupBy: readonly string[] | "all";
  readonly groupWaitMs: number;
  readonly groupIntervalMs: number;
  readonly repeatIntervalMs: number;
}

/** @param path From the root to the route itself. */
export function settingsOf(path: readonly Route[]): RouteSettings {
  const nearest = path.toReversed();
  const own = <T>(read: (route: Route) => T | undefined) =>
    nearest.map(read).find((one) => one !== undefined);
  return {
    receivers: own(({ receivers }) => receivers) ?? [],
    // Alertmanager takes an empty list for none.
    groupBy: own(({ groupBy }) => (groupBy?.length === 0 ? undefined : groupBy)) ?? [],
    groupWaitMs: parseDuration(own(({ groupWait }) => groupWait) ?? "30s"),
    groupIntervalMs: parseDuration(own(({ groupInterval }) => groupInterval) ?? "5m"),
    repeatIntervalMs: parseDuration(own(({ repeatInterval }) => repeatInterval) ?? "4h"),
  };
}

/** Every path of a tree, in the order that alerts meet its routes in. */
export function pathsOf(route: Route, above: readonly Route[] = []): (readonly Route[])[] {
  const path = [...above, route];
  return [path, ...route.routes.flatMap((child) => pathsOf(child, path))];
}
