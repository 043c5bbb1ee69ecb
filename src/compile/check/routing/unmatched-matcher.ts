import { routesOf } from "../../../define/index.ts";
import { type AlertMatcher, nearestName, type Place, type Routing } from "../../../model/index.ts";
import { verdictOf } from "../../routing/matcher.ts";
import type { Finding } from "../finding.ts";
import { possibleAlerts } from "./possible-alerts.ts";
import { knownLabels, mayHave, type RoutedAlert, valuesOfAlert } from "./routed-alert.ts";

/** A matcher that no alert's labels can match. */
export function unmatchedMatcher(routing: Routing, alerts: readonly RoutedAlert[]): Finding[] {
  const possible = possibleAlerts(alerts);
  return matchersIn(routing)
    .filter(({ matcher }) => !isMatched(matcher, matcher.label === "severity" ? possible : alerts))
    .map(({ what, place, matcher }) => finding(what, place, matcher, alerts));
}

function isMatched(matcher: AlertMatcher, alerts: readonly RoutedAlert[]): boolean {
  return alerts.some((alert) => verdictOf([matcher], valuesOfAlert(alert)) !== "no");
}

interface PlacedMatcher {
  readonly what: string;
  readonly place: Place;
  readonly matcher: AlertMatcher;
}

function matchersIn({ root, inhibitions }: Routing): PlacedMatcher[] {
  const placed = (what: string, place: Place, matchers: readonly AlertMatcher[]) =>
    matchers.map((matcher) => ({ what, place, matcher }));
  return [
    ...routesOf(root).flatMap(({ place, matchers }) => placed("a route", place, matchers)),
    ...inhibitions.flatMap(({ place, source, target }) => [
      ...placed("an inhibition's source", place, source),
      ...placed("an inhibition's target", place, target),
    ]),
  ];
}

function finding(what: string, place: Place, matcher: AlertMatcher, alerts: readonly RoutedAlert[]): Finding {
  const { label, operator, value } = matcher;
  const isLabelKnown = alerts.some((alert) => mayHave(alert, label));
  const nearest = isLabelKnown
    ? nearestName(value, valuesOf(label, alerts))
    : nearestName(label, knownLabels(alerts));
  return {
    code: "FAROL_MATCHER_UNMATCHED",
    place,
    found: `${what} for ${label}${operator}"${value}"`,
    rule: isLabelKnown ? `no alert has such a value of ${label}` : `no alert has the label ${label}`,
    cure: nearest === undefined ? "Take it away, or write an alert for it." : `Did you mean "${nearest}"?`,
    ...(nearest !== undefined && { nearest }),
  };
}

function valuesOf(label: string, alerts: readonly RoutedAlert[]): Set<string> {
  return new Set(
    alerts.map((alert) => valuesOfAlert(alert)(label)).filter((value) => value !== undefined && value !== ""),
  ) as Set<string>;
}
