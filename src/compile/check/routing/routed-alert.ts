import type { AlertRule, Labels, Place } from "../../../model/index.ts";
import type { ValueOf } from "../../routing/matcher.ts";

/**
 * The labels that an alert's expression may leave it, those of the rule itself left out; undefined where that is not
 * known.
 */
export type LabelsOf = (alert: AlertRule) => ReadonlySet<string> | undefined;

/** An alert as the routing meets it. */
export interface RoutedAlert {
  readonly name: string;
  readonly place: Place;
  /** The labels that the rule gives it, its name and severity among them; a template stands for what is not known. */
  readonly labels: Labels;
  /** Those that its expression may leave it besides; undefined where that is not known. */
  readonly expressionLabels: ReadonlySet<string> | undefined;
}

/** @param owner Who answers for alerts that name nobody else. */
export function routedAlert(rule: AlertRule, owner: string, labelsOf: LabelsOf): RoutedAlert {
  const labels = {
    severity: rule.severity,
    owner: rule.owner ?? owner,
    ...rule.labels,
    alertname: rule.name,
  };
  return { name: rule.name, place: rule.place, labels, expressionLabels: labelsOf(rule) };
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
  return Object.hasOwn(labels, label) || (expressionLabels?.has(label) ?? true);
}

/** Every label that is known of. */
export function knownLabels(alerts: readonly RoutedAlert[]): Set<string> {
  return new Set(
    alerts.flatMap(({ labels, expressionLabels }) => [...Object.keys(labels), ...(expressionLabels ?? [])]),
  );
}
