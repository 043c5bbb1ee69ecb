import { isAlert, pathsOf, type Stop, stopsOf } from "../../../alerting/index.ts";
import { type Inhibition, type Route, type Routing, SEVERITIES } from "../../../model/index.ts";
import { NO_LABELS } from "../../../promql/index.ts";
import type { Check, Found } from "../check.ts";
import type { Subject } from "../subject.ts";
import { type InhibitionPair, inhibitionPairs } from "./inhibition-pairs.ts";
import { matchersIn, ruleBrokenBy } from "./matchers-in.ts";
import { type RoutedAlert, routedAlert, valuesOfAlert } from "./routed-alert.ts";

/** A routing, and what becomes of the alerts that it meets. */
export interface Routed {
  readonly routing: Routing;
  /** Every route, with those above it: from the root to the route itself. */
  readonly paths: readonly (readonly Route[])[];
  readonly alerts: readonly RoutedAlert[];
  /** One of each severity that has nothing else: a route for a severity is no mistake because no alert has it yet. */
  readonly others: readonly RoutedAlert[];
  /** Where each of all these may end. */
  readonly stops: ReadonlyMap<RoutedAlert, readonly Stop[]>;
  /** Which alerts each inhibition may silence on account of which. */
  readonly pairs: ReadonlyMap<Inhibition, readonly InhibitionPair[]>;
}

/** What a check finds in a routing whose matchers can be read: nothing where there is none. */
export function inRouting(look: (routed: Routed) => readonly Found[]): Check["find"] {
  return (subject) => {
    if (!KNOWN.has(subject)) KNOWN.set(subject, routedOf(subject));
    const routed = KNOWN.get(subject);
    return routed === undefined ? [] : look(routed);
  };
}

/** All checks of a subject's routing need the same. */
const KNOWN = new WeakMap<Subject, Routed | undefined>();

function routedOf(subject: Subject): Routed | undefined {
  const { routing, rules } = subject.monitoring;
  if (routing === undefined || matchersIn(routing).some(({ matcher }) => ruleBrokenBy(matcher) !== undefined))
    return undefined;
  const alerts = rules.filter(isAlert).map((rule) => routedAlert(rule, subject));
  const others = SEVERITIES.map((severity) => anyAlert(severity, routing));
  const stops = [...alerts, ...others].map(
    (alert) => [alert, stopsOf(routing.root, valuesOfAlert(alert))] as const,
  );
  const pairs = routing.inhibitions.map((one) => [one, inhibitionPairs(one, alerts)] as const);
  return {
    routing,
    paths: pathsOf(routing.root),
    alerts,
    others,
    stops: new Map(stops),
    pairs: new Map(pairs),
  };
}

function anyAlert(severity: string, { place }: Routing): RoutedAlert {
  return { name: "", place, labels: { severity }, expressionLabels: NO_LABELS };
}
