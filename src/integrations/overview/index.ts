import type { Integration } from "../../model/index.ts";
import { alertsDashboard } from "./alert-history.ts";
import { infrastructureDashboard } from "./infrastructure.ts";
import { objectivesDashboard } from "./objectives.ts";
import { overviewDashboard } from "./overview.ts";
import { performanceDashboard } from "./performance.ts";

/** Dashboards across subjects. Each shows what of it is watched. */
export function overview(): Integration<never> {
  return {
    name: "overview",
    metrics: [],
    dashboards: [
      overviewDashboard,
      performanceDashboard,
      infrastructureDashboard,
      objectivesDashboard,
      alertsDashboard,
    ],
  };
}
export * from "../dashboards/index.ts";
