import { SEVERITIES, type Severity } from "../../../../model/index.ts";
import type { OutgoingMessage, ToldAlert } from "../../receiver.ts";

/** How grave a message is: as its gravest alert, of those that still fire where some do. Other severities are a warning. */
export function severityOf({ status, alerts }: OutgoingMessage): Severity {
  const asked = alerts.filter((alert) => alert.status === status);
  const all = (asked.length > 0 ? asked : alerts).map(({ labels }) => known(labels.severity));
  return SEVERITIES.find((severity) => all.includes(severity))!;
}

function known(severity: string | undefined): Severity {
  return SEVERITIES.find((one) => one === severity) ?? "warning";
}

/** A label's value when all alerts of a message have the same. */
export function commonLabel({ alerts: [first, ...rest] }: OutgoingMessage, name: string): string | undefined {
  const value = first?.labels[name];
  return rest.every(({ labels }) => labels[name] === value) ? value : undefined;
}

/** The annotations of this name, each value once. */
export function annotationsOf(alerts: readonly ToldAlert[], name: string): string[] {
  return [...new Set(alerts.map(({ annotations }) => annotations[name] ?? ""))].filter((one) => one !== "");
}

/** That there are more alerts than are listed; undefined where all are. */
export function truncationText({ truncatedAlerts: more }: OutgoingMessage): string | undefined {
  if (more === 0) return undefined;
  return more === 1 ? "…and 1 more alert" : `…and ${more} more alerts`;
}
