import type { LimitChanges } from "../../define/index.ts";
import type { Integration } from "../../model/index.ts";
import { RUNBOOK_PAGES } from "../runbooks/index.ts";
import { type DatabaseAlert, databaseAlerts } from "./alerts/index.ts";
import type { DatabaseLimits } from "./alerts/limits.ts";
import { databaseDashboard } from "./dashboards/overview.ts";
import { queriesDashboard } from "./dashboards/queries.ts";
import { databaseDiagnoses } from "./diagnoses/index.ts";
import { databaseMetrics } from "./metrics.ts";

export interface PostgresOptions {
  /** When alerts fire otherwise than by DATABASE_LIMITS. */
  readonly limits?: LimitChanges<DatabaseLimits>;
}

/** What Farol knows of PostgreSQL. Its numbers come from the pools that `instrumentPg` watches. */
export function postgres({ limits }: PostgresOptions = {}): Integration<DatabaseAlert> {
  return {
    name: "database",
    metrics: databaseMetrics,
    rules: databaseAlerts(limits),
    runbooks: RUNBOOK_PAGES,
    dashboards: [databaseDashboard, queriesDashboard],
    diagnoses: databaseDiagnoses,
  };
}
