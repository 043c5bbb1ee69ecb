import { dbLockWait, dbLockWaiters } from "../../metrics.ts";
import type { MakeReading } from "../reading.ts";

/** Since when a lock is waited for is told since PostgreSQL 14; before, the statement's begin is the most it can be. */
export const WAITSTART_VERSION = 140_000;

/** Who waits for a lock, and how long: `pg_locks`. */
export const locks: MakeReading = (recorder, pool) => {
  const seconds = recorder.gauge(dbLockWait);
  const waiters = recorder.gauge(dbLockWaiters);
  return {
    name: "locks",
    sql: (version) => `
      SELECT count(DISTINCT pid) AS waiters, coalesce(extract(epoch FROM max(clock_timestamp() -
        ${version >= WAITSTART_VERSION ? "pg_locks.waitstart" : "pg_stat_activity.query_start"})), 0) AS seconds
      FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE NOT granted AND datname = current_database()`,
    take([row]) {
      waiters.set({ pool }, Number(row?.waiters ?? 0));
      seconds.set({ pool }, Number(row?.seconds ?? 0));
    },
    forget() {
      for (const gauge of [seconds, waiters]) gauge.remove({ pool });
    },
  };
};
