import { counter, gauge } from "../../define/index.ts";
import { DEPLOYMENT_PHASES, unboundedLabel } from "../../model/index.ts";

export const deploymentsTotal = counter({
  name: "deployments_total",
  help: "Events of deployments that were recorded, by phase; goes on where it was before a restart.",
  labels: { phase: DEPLOYMENT_PHASES },
});

export const deploymentInfo = gauge({
  name: "deployment_info",
  help: "1 for the build that runs.",
  labels: { version: unboundedLabel, revision: unboundedLabel },
  expires: false,
});

/** Every metric of this integration. */
export const deploymentMetrics = [deploymentsTotal, deploymentInfo] as const;
