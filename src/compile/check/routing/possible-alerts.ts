import { SEVERITIES } from "../../../model/index.ts";
import type { RoutedAlert } from "./routed-alert.ts";

/**
 * The alerts that there are, and one of each severity that has nothing else: a route for a severity is no mistake
 * because no alert has it yet.
 */
export function possibleAlerts(alerts: readonly RoutedAlert[]): RoutedAlert[] {
  const place = { file: "unknown", line: 1, column: 1 };
  const others = SEVERITIES.map((severity) => ({
    name: "",
    place,
    labels: { severity },
    expressionLabels: new Set<string>(),
  }));
  return [...alerts, ...others];
}
