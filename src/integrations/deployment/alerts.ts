import { alert, alertTest, alertTests, counterAt, promql, select } from "../../define/index.ts";
import type { AlertTest, DeploymentPhase } from "../../model/index.ts";
import { OVERVIEW_DASHBOARD } from "../dashboards/index.ts";
import { WHEN_ASKED_WHY } from "../diagnoses/index.ts";
import { incidentResponse, migrationRollback } from "../runbooks/index.ts";
import { deploymentsTotal } from "./metrics.ts";

// These are news and no faults: each fires for the five minutes after its event, once for several in that time.

const deploymentStarted = alert("DeploymentStarted", {
  expr: promql`sum(increase(${select(deploymentsTotal, { phase: "started" })}[5m])) > 0`,
  severity: "info",
  summary: "A deployment has started",
  description: "Which version and commit stands in the charts, and in GET /api/v1/monitoring/deployments.",
  runbook: incidentResponse,
  dashboard: OVERVIEW_DASHBOARD,
  diagnoses: WHEN_ASKED_WHY,
  tests: newsTests("started", "completed"),
});

const deploymentCompleted = alert("DeploymentCompleted", {
  expr: promql`sum(increase(${select(deploymentsTotal, { phase: "completed" })}[5m])) > 0`,
  severity: "info",
  summary: "A deployment is complete",
  description: "Which version and commit stands in the charts, and in GET /api/v1/monitoring/deployments.",
  runbook: incidentResponse,
  dashboard: OVERVIEW_DASHBOARD,
  diagnoses: WHEN_ASKED_WHY,
  tests: newsTests("completed", "started"),
});

const rollbackTriggered = alert("RollbackTriggered", {
  expr: promql`sum(increase(${select(deploymentsTotal, { phase: "rolled_back" })}[5m])) > 0`,
  severity: "info",
  summary: "A deployment was rolled back",
  description:
    "Which one stands in the charts, and in GET /api/v1/monitoring/deployments. Its migrations may be there still.",
  runbook: migrationRollback,
  dashboard: OVERVIEW_DASHBOARD,
  diagnoses: WHEN_ASKED_WHY,
  tests: newsTests("rolled_back", "completed"),
});

export const deploymentAlerts = [deploymentStarted, deploymentCompleted, rollbackTriggered];

/** The names of the alerts on deployments. */
export type DeploymentAlert = (typeof deploymentAlerts)[number]["name"];

function newsTests(phase: DeploymentPhase, other: DeploymentPhase): readonly AlertTest[] {
  return [
    ...alertTests({
      levels: (perMinute) => [
        counterAt(deploymentsTotal, { phase }, perMinute),
        counterAt(deploymentsTotal, { phase: other }, 4),
      ],
      firesAt: 4,
      silentAt: 0,
      window: "5m",
    }),
    alertTest("what was known is forgotten in a restart", {
      shows: "silent",
      interval: "15s",
      input: [{ series: `deployments_total{phase="${phase}"}`, values: "3x4 0x40" }],
      expect: [{ at: "2m", firing: [] }],
    }),
  ];
}
