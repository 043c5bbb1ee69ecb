import { verdictOf } from "../../../alerting/index.ts";
import type { AlertMatcher } from "../../../model/index.ts";
import { type RoutedAlert, valuesOfAlert } from "./routed-alert.ts";

/** The alerts that matchers may match. */
export function matched(
  matchers: readonly AlertMatcher[],
  alerts: readonly RoutedAlert[],
): readonly RoutedAlert[] {
  return alerts.filter((alert) => verdictOf(matchers, valuesOfAlert(alert)) !== "no");
}

/** Those that they match whatever is not known of them. */
export function surelyMatched(
  matchers: readonly AlertMatcher[],
  alerts: readonly RoutedAlert[],
): readonly RoutedAlert[] {
  return alerts.filter((alert) => verdictOf(matchers, valuesOfAlert(alert)) === "yes");
}
