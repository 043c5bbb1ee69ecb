import type { Target } from "../../target.ts";
import { dashboardDocument } from "./dashboard-document.ts";
import { provisioning } from "./provisioning.ts";

/** `grafana/dashboards/*.json`, one a dashboard, and what makes Grafana load them. */
export const grafana: Target = (monitoring, stack) => [
  ...monitoring.dashboards.map((dashboard) => ({
    path: `grafana/dashboards/${dashboard.id}.json`,
    text: `${JSON.stringify(dashboardDocument(dashboard, monitoring, stack), null, 2)}\n`,
  })),
  ...provisioning(monitoring, stack),
];
