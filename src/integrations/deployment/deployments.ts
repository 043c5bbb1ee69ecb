import type { Integration } from "../../model/index.ts";
import { recentChanges } from "../diagnoses/index.ts";
import { RUNBOOK_PAGES } from "../runbooks/index.ts";
import { type DeploymentAlert, deploymentAlerts } from "./alerts.ts";
import { deploymentMarks } from "./marks.ts";
import { deploymentMetrics } from "./metrics.ts";

const extension = import.meta.url.slice(import.meta.url.lastIndexOf("."));

/** What Farol knows of deployments: which build runs, and what `farol deploy` told of others. */
export function deployments(): Integration<DeploymentAlert> {
  return {
    name: "deployment",
    metrics: deploymentMetrics,
    rules: deploymentAlerts,
    runbooks: RUNBOOK_PAGES,
    marks: deploymentMarks,
    diagnoses: [recentChanges],
    watcher: new URL(`./watch${extension}`, import.meta.url),
  };
}
