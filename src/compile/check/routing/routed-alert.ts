import { alertLabels, type ValueOf } from "../../../alerting/index.ts";
import type { AlertRule, Labels, Place } from "../../../model/index.ts";
import { type LabelSet, presenceOf } from "../../../promql/index.ts";
import type { Subject } from "../subject.ts";

/** An alert as the routing meets it. */
export interface RoutedAlert {
  readonly name: string;
  readonly place: Place;
  /** The labels that the rule gives it, its name and severity among them; a template stands for what is not known. */
  readonly labels: Labels;
  /** Those that its expression leaves it besides. */
  readonly expressionLabels: LabelSet;
}

export function routedAlert(rule: AlertRule, { monitoring, labelsOf }: Subject): RoutedAlert {
  const { name, place } = rule;
  const labels = { ...alertLabels(rule, monitoring.owner), alertname: name };
  return { name, place, labels, expressionLabels: labelsOf(rule) };
}

/** The value of an alert's label as far as it is known. */
export function valuesOfAlert(alert: RoutedAlert): ValueOf {
  return (label) => {
    if (!Object.hasOwn(alert.labels, label)) return mayHave(alert, label) ? undefined : "";
    const value = alert.labels[label]!;
    return value.includes("{{") ? undefined : value;
  };
}

/** Whether an alert may have a label. */
export function mayHave({ labels, expressionLabels }: RoutedAlert, label: string): boolean {
  return Object.hasOwn(labels, label) || presenceOf(expressionLabels, label) !== "never";
}

/** Every label that is known of. */
export function knownLabels(alerts: readonly RoutedAlert[]): Set<string> {
  return new Set(
    alerts.flatMap(({ labels, expressionLabels }) => [
      ...Object.keys(labels),
      ...expressionLabels.labels.keys(),
    ]),
  );
}
