import { type Delivery, simulate } from "../../alerting/index.ts";
import type { AlertMatcher, Labels, Route, Routing } from "../../model/index.ts";
import { goQuote } from "../../promql/index.ts";

/** Where an alert goes: one of the routes that it ends in, and its group there. */
export interface Placement extends Delivery {
  /** As Alertmanager writes it: the matchers from the root to the route, then the group's labels. */
  readonly key: string;
}

/**
 * All places that an alert of these labels goes to.
 * @throws FarolError FAROL_MATCHER
 */
export function placementsOf(routing: Routing, labels: Labels): Placement[] {
  return simulate(routing, labels).deliveries.map((delivery) => ({
    ...delivery,
    key: `${routeKey(delivery.path)}:${labelsText(delivery.group)}`,
  }));
}

function routeKey(path: readonly Route[]): string {
  return path.map((route, i) => matchersText(route.matchers) + twinMark(route, path[i - 1])).join("/");
}

/** Alertmanager gives routes of one parent with the same matchers one key, and so one memory; here the later is marked. */
function twinMark(route: Route, parent: Route | undefined): string {
  const text = matchersText(route.matchers);
  const earlier = parent?.routes.slice(0, parent.routes.indexOf(route)) ?? [];
  const twins = earlier.filter(({ matchers }) => matchersText(matchers) === text).length;
  return twins === 0 ? "" : `#${twins}`;
}

function matchersText(matchers: readonly AlertMatcher[]): string {
  const texts = matchers.map(({ label, operator, value }) => `${label}${operator}${goQuote(value)}`);
  return `{${texts.sort().join(",")}}`;
}

function labelsText(labels: Labels): string {
  const names = Object.keys(labels).sort();
  return `{${names.map((name) => `${name}=${goQuote(labels[name]!)}`).join(", ")}}`;
}
