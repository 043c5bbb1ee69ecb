import { type CheckOptions, DEFAULT_TIMEOUT_MS, type HealthCheck } from "../check.ts";

/** What the check needs of a pool; that of `pg` has it. */
export interface CheckedPool {
  query(statement: { readonly text: string; readonly query_timeout: number }): Promise<unknown>;
}

/**
 * Whether the database answers `SELECT 1` on a connection of this pool; so it fails also when none comes free in time.
 * A connection on which no answer comes is closed by the pool. Default: "database", critical, shared.
 */
export function databaseCheck(pool: CheckedPool, options: CheckOptions = {}): HealthCheck {
  const { timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  return {
    name: "database",
    severity: "critical",
    ...options,
    run: async () => {
      await pool.query({ text: "SELECT 1", query_timeout: timeoutMs });
    },
  };
}
