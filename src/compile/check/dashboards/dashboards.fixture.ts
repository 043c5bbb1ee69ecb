import {
  counter,
  type DashboardSpec,
  dashboard,
  defineMonitoring,
  gauge,
  histogram,
} from "../../../define/index.ts";

export const jobs = counter({ name: "jobs_total", help: "Jobs.", labels: { queue: ["mail", "print"] } });
export const lag = gauge({ name: "lag_seconds", help: "Lag." });
export const size = histogram({ name: "job_size_bytes", help: "Size." });

/** A monitoring whose one dashboard is made of this. */
export function withDashboard(spec: Pick<DashboardSpec, "panels" | "variables">) {
  const jobsDashboard = dashboard({ id: "jobs", title: "Jobs", description: "Jobs.", ...spec });
  return defineMonitoring({ service: "s", metrics: [jobs, lag, size], dashboards: [jobsDashboard] });
}
