import type { Monitoring } from "../../../define/index.ts";
import type { Stack } from "../../stack.ts";
import type { Target } from "../../target.ts";
import { dashboardDocument } from "./dashboard-document.ts";
import { provisioning } from "./provisioning.ts";

/** `grafana/dashboards/*.json`, one a dashboard, and what makes Grafana load them. */
export const grafana: Target = (monitoring, stack) => [
  ...dashboardFiles(monitoring, stack).map(({ id, text }) => ({
    path: `grafana/dashboards/${id}.json`,
    text,
  })),
  ...provisioning(monitoring, stack),
];

/** Each dashboard as a file of JSON, by its id. */
export function dashboardFiles(monitoring: Monitoring, stack: Stack) {
  return monitoring.dashboards.map((dashboard) => ({
    id: dashboard.id,
    text: `${JSON.stringify(dashboardDocument(dashboard, monitoring, stack), null, 2)}\n`,
  }));
}
