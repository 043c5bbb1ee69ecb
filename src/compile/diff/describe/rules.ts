import { isAlert, isRecording, treeOf } from "../../../alerting/index.ts";
import type { Monitoring } from "../../../define/index.ts";
import type { AlertRule, Expression, RecordingRule, Rule } from "../../../model/index.ts";
import { print } from "../../../promql/index.ts";
import { simulateAlerts } from "../../simulate-alerts.ts";
import type { Stack } from "../../stack.ts";
import { type Described, textOf } from "../described.ts";

export function describeRecordings(rules: readonly Rule[]): Described[] {
  return rules.filter(isRecording).map(describeRecording);
}

/** Alerts with who is told of them. */
export function describeAlerts(monitoring: Monitoring, stack: Stack): Described[] {
  const told = new Map(
    simulateAlerts(monitoring, stack).map(({ alert, deliveries, inhibitors }) => [
      alert,
      {
        receivers: textOf(deliveries.flatMap(({ receivers }) => receivers.map(({ name }) => name))),
        "silenced by": textOf(inhibitors),
      },
    ]),
  );
  return monitoring.rules
    .filter(isAlert)
    .map((alert) => describeAlert(alert, monitoring.owner, told.get(alert) ?? {}));
}

function describeRecording({ name, expr, labels }: RecordingRule): Described {
  const expression = printed(expr);
  const aspects = { expression, labels: textOf(labels) };
  // those of one name differ in their labels
  const isAlone = Object.keys(labels).length === 0;
  return {
    kind: "recording",
    name: isAlone ? name : `${name}${JSON.stringify(labels)}`,
    identity: textOf(aspects),
    aspects,
  };
}

function describeAlert(alert: AlertRule, owner: string, told: Readonly<Record<string, string>>): Described {
  const { name, expr, severity, labels, summary, description, runbook, dashboard } = alert;
  const expression = printed(expr);
  return {
    kind: "alert",
    name,
    identity: textOf([expression, severity]),
    aspects: {
      expression,
      for: alert.for ?? "at once",
      "keep firing for": textOf(alert.keepFiringFor),
      severity,
      labels: textOf(labels),
      owner: alert.owner ?? owner,
      ...{ summary, description, runbook: runbook.page, dashboard },
      ...told,
    },
  };
}

/** As one line in Prometheus' own form, so that spaces make no difference. */
export function printed(expr: Expression): string {
  try {
    return print(treeOf(expr));
  } catch {
    return expr.text;
  }
}
