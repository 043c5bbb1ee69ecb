import type { Route } from "../../../model/index.ts";
import { checkLabels } from "./abilities.ts";
import { matcherTexts } from "./matcher-text.ts";
import { nameOf } from "./receiver-document.ts";

/** A route and those under it, as alertmanager.yml holds them. */
export function routeDocument(route: Route, version: string): object {
  const { matchers, receivers, groupBy, muteDuring, activeDuring, routes } = route;
  if (groupBy !== undefined && groupBy !== "all") checkLabels(groupBy, "utf8Labels", version);
  return {
    ...(receivers !== undefined && { receiver: nameOf(receivers) }),
    ...(matchers.length > 0 && { matchers: matcherTexts(matchers, version) }),
    ...(groupBy !== undefined && groupBy.length > 0 && { group_by: groupBy === "all" ? ["..."] : groupBy }),
    ...timings(route),
    ...(muteDuring.length > 0 && { mute_time_intervals: muteDuring.map(({ name }) => name) }),
    ...(activeDuring.length > 0 && { active_time_intervals: activeDuring.map(({ name }) => name) }),
    ...(route.continue && { continue: true }),
    ...(routes.length > 0 && { routes: routes.map((child) => routeDocument(child, version)) }),
  };
}

function timings({ groupWait, groupInterval, repeatInterval }: Route): object {
  return {
    ...(groupWait !== undefined && { group_wait: groupWait }),
    ...(groupInterval !== undefined && { group_interval: groupInterval }),
    ...(repeatInterval !== undefined && { repeat_interval: repeatInterval }),
  };
}
