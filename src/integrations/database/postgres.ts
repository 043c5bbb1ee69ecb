import type { Integration } from "../../model/index.ts";
import { databaseMetrics } from "./metrics.ts";

/** What Farol knows of PostgreSQL. Its numbers come from the pools that `instrumentPg` watches. */
export function postgres(): Integration {
  return { name: "database", metrics: databaseMetrics };
}
