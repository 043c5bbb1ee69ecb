import { alertLabels, annotations, isAlert, ruleGroups, unindented } from "../../../alerting/index.ts";
import type { Monitoring } from "../../../define/index.ts";
import type { AlertRule } from "../../../model/index.ts";
import { inhibitionPairs } from "../../check/routing/inhibition-pairs.ts";
import { routedAlert } from "../../check/routing/routed-alert.ts";
import { subjectOf } from "../../check/subject.ts";
import type { Stack } from "../../stack.ts";
import { list } from "./metric-text.ts";

/** Every alert, by who brings it: what it says, when it fires, and where it leads. */
export function alertsPage(monitoring: Monitoring, stack: Stack): string[] {
  const inhibitors = inhibitorsOf(monitoring, stack);
  const sections = ruleGroups(monitoring).flatMap(({ name, rules }) => {
    const alerts = rules.filter(isAlert);
    if (alerts.length === 0) return [];
    return [`## ${name}`, ...alerts.map((one) => alertText(one, monitoring, stack, inhibitors(one.name)))];
  });
  return ["# Alerts", ...sections];
}

/** A link to what this page says of an alert, from a page beside it. */
export function alertLink(name: string): string {
  return `[${name}](alerts.md#${name.toLowerCase()})`;
}

function alertText(
  alert: AlertRule,
  { owner: ownerOfAll, dashboards }: Monitoring,
  stack: Stack,
  inhibitors: readonly string[],
): string {
  const { summary, description, runbook_url, dashboard_url } = annotations(alert, stack);
  const { severity, owner, ...labels } = alertLabels(alert, ownerOfAll);
  const dashboard = dashboards.find(({ id }) => id === alert.dashboard)?.title ?? alert.dashboard;
  const facts = [
    `severity: ${severity}`,
    `fires ${alert.for === undefined ? "at once" : `after ${alert.for}`}`,
    ...(alert.keepFiringFor === undefined ? [] : [`goes on for ${alert.keepFiringFor} afterwards`]),
    `owner: ${owner}`,
    ...Object.entries(labels).map(([label, value]) => `\`${label}\`: ${value}`),
    `runbook: [${alert.runbook.id} ${alert.runbook.title}](${runbook_url})`,
    `dashboard: [${dashboard}](${dashboard_url})`,
    ...(inhibitors.length === 0
      ? []
      : [`not told while these fire: ${inhibitors.map(alertLink).join(", ")}`]),
  ];
  const condition = `\`\`\`promql\n${unindented(alert.expr.text)}\n\`\`\``;
  return [`### ${alert.name}`, `**${summary}**`, description, condition, list(facts)].join("\n\n");
}

/** Which alerts may silence one. */
function inhibitorsOf(monitoring: Monitoring, stack: Stack): (name: string) => readonly string[] {
  const subject = subjectOf(monitoring, stack, {});
  const alerts = monitoring.rules.filter(isAlert).map((alert) => routedAlert(alert, subject));
  const pairs = (monitoring.routing?.inhibitions ?? []).flatMap((one) => inhibitionPairs(one, alerts));
  const byTarget = Map.groupBy(pairs, ({ target }) => target.name);
  return (name) => [...new Set((byTarget.get(name) ?? []).map(({ source }) => source.name))];
}
