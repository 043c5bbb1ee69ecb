import { verdictOf } from "../../../alerting/index.ts";
import type { AlertMatcher } from "../../../model/index.ts";
import type { Check, Found } from "../check.ts";
import { cureOf } from "../cure.ts";
import { matchersIn, matcherText, type PlacedMatcher } from "./matchers-in.ts";
import { inRouting } from "./routed.ts";
import { knownLabels, mayHave, type RoutedAlert, valuesOfAlert } from "./routed-alert.ts";

/** A matcher that no alert's labels can match. */
export const unmatchedMatcher: Check = {
  code: "FAROL_MATCHER_UNMATCHED",
  level: "error",
  title: "A matcher that no alert matches",
  why: "A route or an inhibition asks for a label that no alert has, or for a value that none has, often a misspelling. Alertmanager takes it, the route stays empty, and its alerts go elsewhere. A severity that no alert has yet is no mistake.",
  find: inRouting(({ routing, alerts, others }) =>
    matchersIn(routing)
      .filter(({ matcher }) => !isMatched(matcher, alerts))
      .filter(({ matcher }) => matcher.label !== "severity" || !isMatched(matcher, others))
      .map((one) => unmatched(one, alerts)),
  ),
};

function isMatched(matcher: AlertMatcher, alerts: readonly RoutedAlert[]): boolean {
  return alerts.some((alert) => verdictOf([matcher], valuesOfAlert(alert)) !== "no");
}

function unmatched({ what, place, matcher }: PlacedMatcher, alerts: readonly RoutedAlert[]): Found {
  const { label, value } = matcher;
  const found = `${what} for ${matcherText(matcher)}`;
  const otherwise = "Take it away, or write an alert for it.";
  return alerts.some((alert) => mayHave(alert, label))
    ? {
        ...{ place, found, rule: `no alert has such a value of ${label}` },
        ...cureOf(value, valuesOf(label, alerts), otherwise),
      }
    : {
        ...{ place, found, rule: `no alert has the label ${label}` },
        ...cureOf(label, knownLabels(alerts), otherwise),
      };
}

function valuesOf(label: string, alerts: readonly RoutedAlert[]): Set<string> {
  const values = alerts.map((alert) => valuesOfAlert(alert)(label));
  return new Set(values.filter((value) => value !== undefined && value !== "") as string[]);
}
