import { type AlertMatcher, FarolError, type Route, type TimeInterval } from "../../model/index.ts";
import { type AlertMatch, matchersOf } from "./matchers.ts";

/** Alerts that nobody is told of at certain times, wherever they would go. */
export interface SilenceWindow {
  readonly matchers: readonly AlertMatcher[];
  readonly during: TimeInterval;
}

/** While it is one of these times, nobody is told of alerts that match. */
export function silenceWindow(match: AlertMatch, during: TimeInterval): SilenceWindow {
  return { matchers: matchersOf(match), during };
}

/**
 * A tree in which alerts of these windows end in routes that are mute then. Alertmanager has mute times on routes only:
 * so each route gets, after its own, one route a window that is like it but for the time.
 * @throws FarolError FAROL_SILENCE_WINDOW where a route has children that continue: an alert would end in both.
 */
export function withSilenceWindows(route: Route, windows: readonly SilenceWindow[]): Route {
  if (windows.length === 0) return route;
  if (route.routes.some((child) => child.continue)) throw refused();
  const children = route.routes.map((child) => withSilenceWindows(child, windows));
  return { ...route, routes: [...children, ...muted(route, windows)] };
}

/** An alert of several windows ends where it is mute in all of their times: so each window holds those after it. */
function muted(route: Route, windows: readonly SilenceWindow[]): Route[] {
  return windows.map(({ matchers, during }, i) => {
    const one: Route = {
      kind: "route",
      matchers,
      continue: false,
      muteDuring: [...route.muteDuring, during],
      activeDuring: route.activeDuring,
      routes: [],
      place: during.place,
    };
    return { ...one, routes: muted(one, windows.slice(i + 1)) };
  });
}

function refused(): FarolError {
  return new FarolError({
    code: "FAROL_SILENCE_WINDOW",
    found: "a silence window over a route whose children continue",
    rule: "an alert of the window would end in its route and in a child, and be told of by the child",
    cure: "Give those children `muteDuring` themselves, or list several receivers instead of continuing.",
  });
}
