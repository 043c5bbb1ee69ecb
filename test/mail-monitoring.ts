import {
  type AlertSpec,
  alert,
  alertTest,
  counter,
  defineMonitoring,
  type Monitoring,
  promql,
  recording,
  runbook,
} from "../src/define/index.ts";
import type { AlertTest, Rule } from "../src/model/index.ts";

export const mails = counter({ name: "mails_total", help: "Mails.", labels: { kind: ["news", "bill"] } });

/** A test that passes the check, with changes. */
export function mailTest(changes: Partial<AlertTest> = {}): AlertTest {
  return alertTest("when mails stop", {
    shows: "fires",
    interval: "1m",
    input: [{ series: 'mails_total{kind="bill"}', values: "7x30" }],
    expect: [{ at: "20m", firing: [{ kind: "bill" }] }],
    ...changes,
  });
}

/** An alert with changes. */
export function mailAlert(name = "MailsStopped", changes: Partial<AlertSpec> = {}) {
  return alert(name, {
    expr: promql`sum by (kind) (rate(${mails}[5m])) == 0`,
    for: "10m",
    severity: "warning",
    summary: "No {{ $labels.kind }} is sent",
    description: "Nothing left the queue for ten minutes.",
    runbook: runbook("RB-902", "Mails stop"),
    dashboard: "mail",
    tests: [mailTest()],
    ...changes,
  });
}

export function mailRecording(name: string, of = promql`sum by (kind) (rate(${mails}[5m]))`) {
  return recording(name, { expr: of });
}

/** A service with these rules of its own. */
export function monitoringOf(...rules: readonly Rule[]): Monitoring {
  return defineMonitoring({ service: "post", metrics: [mails], rules });
}
