import type { Labels, Receiver, Route, Routing, TimeInterval } from "../../model/index.ts";
import { type Inhibitor, inhibitorsOf } from "./inhibitors.ts";
import { valuesOf } from "./matcher.ts";
import { type RouteSettings, settingsOf } from "./settings.ts";
import { stopsOf } from "./stops.ts";
import { isIn } from "./time.ts";

/** What one route makes of an alert. */
export interface Delivery extends RouteSettings {
  /** From the root to the route that the alert ends in. */
  readonly path: readonly Route[];
  /** The labels that its group has in common: alerts of one route with the same are told of together. */
  readonly group: Labels;
  /** The times on whose account nothing is sent now. */
  readonly mutedBy: readonly TimeInterval[];
}

/** What becomes of an alert. */
export interface Simulation {
  readonly deliveries: readonly Delivery[];
  /** The receivers of all deliveries, each once, whether they are told now or not. */
  readonly receivers: readonly Receiver[];
  /** The firing alerts on whose account nobody is told. */
  readonly inhibitedBy: readonly Inhibitor[];
  /** Those who are told now: neither is the alert inhibited, nor is their route mute. */
  readonly told: readonly Receiver[];
}

export interface Circumstances {
  /** The labels of alerts that fire besides. Default: none */
  readonly firing?: readonly Labels[];
  /** The time, in milliseconds since 1970. Default: one outside of all time intervals. */
  readonly atMs?: number;
}

/**
 * What Alertmanager would do with an alert of these labels, which are all that it has.
 * @throws FarolError FAROL_MATCHER for a pattern that is no regular expression
 */
export function simulate(
  routing: Routing,
  labels: Labels,
  { firing = [], atMs }: Circumstances = {},
): Simulation {
  const deliveries = stopsOf(routing.root, valuesOf(labels)).map(({ path }) => delivery(path, labels, atMs));
  const inhibitedBy = inhibitorsOf(routing.inhibitions, labels, firing);
  const audible = inhibitedBy.length > 0 ? [] : deliveries.filter(({ mutedBy }) => mutedBy.length === 0);
  return { deliveries, receivers: receiversOf(deliveries), inhibitedBy, told: receiversOf(audible) };
}

function receiversOf(deliveries: readonly Delivery[]): Receiver[] {
  return [...new Set(deliveries.flatMap(({ receivers }) => receivers))];
}

function delivery(path: readonly Route[], labels: Labels, atMs: number | undefined): Delivery {
  const settings = settingsOf(path);
  const { groupBy } = settings;
  const group = Object.entries(labels).filter(([label]) => groupBy === "all" || groupBy.includes(label));
  const mutedBy = atMs === undefined ? [] : mutesOf(path.at(-1)!, atMs);
  return { ...settings, path, group: Object.fromEntries(group), mutedBy };
}

/** The times on whose account a route sends nothing: those that it is mute in, and those that it waits for. */
export function mutesOf({ muteDuring, activeDuring }: Route, atMs: number): readonly TimeInterval[] {
  const isActive = activeDuring.length === 0 || activeDuring.some((interval) => isIn(interval, atMs));
  return [...muteDuring.filter((interval) => isIn(interval, atMs)), ...(isActive ? [] : activeDuring)];
}
