import type { Integration } from "../../model/index.ts";
import { databaseAlerts } from "./alerts/index.ts";
import type { DatabaseLimits } from "./alerts/limits.ts";
import { databaseDashboard } from "./dashboards/overview.ts";
import { queriesDashboard } from "./dashboards/queries.ts";
import { databaseMetrics } from "./metrics.ts";

export interface PostgresOptions {
  /** When alerts fire, by their names. Default: DATABASE_LIMITS */
  readonly limits?: Partial<DatabaseLimits>;
}

/** What Farol knows of PostgreSQL. Its numbers come from the pools that `instrumentPg` watches. */
export function postgres({ limits }: PostgresOptions = {}): Integration {
  return {
    name: "database",
    metrics: databaseMetrics,
    rules: databaseAlerts(limits),
    dashboards: [databaseDashboard, queriesDashboard],
  };
}
