import { dbCacheHitRatio, dbDeadlocks } from "../../metrics.ts";
import type { MakeReading } from "../reading.ts";

interface Totals {
  readonly deadlocks: number;
  readonly hits: number;
  readonly reads: number;
}

/** Deadlocks, and how many block reads the buffers answered: `pg_stat_database`, as it grows between two looks. */
export const totals: MakeReading = (recorder, pool) => {
  const deadlocks = recorder.counter(dbDeadlocks).series({ pool });
  const cacheHitRatio = recorder.gauge(dbCacheHitRatio);
  let before: Totals | undefined;
  return {
    name: "totals",
    sql: () =>
      "SELECT deadlocks, blks_hit, blks_read FROM pg_stat_database WHERE datname = current_database()",
    take([row]) {
      const now = {
        deadlocks: Number(row?.deadlocks),
        hits: Number(row?.blks_hit),
        reads: Number(row?.blks_read),
      };
      const grown = before === undefined ? undefined : growth(before, now);
      before = now;
      if (grown === undefined) return;
      deadlocks.inc(grown.deadlocks);
      const all = grown.hits + grown.reads;
      if (all > 0) cacheHitRatio.set({ pool }, grown.hits / all);
    },
    forget: () => cacheHitRatio.remove({ pool }),
  };
};

/** Totals that became smaller were reset, or lost when the server crashed: what they show has come since. */
function growth(before: Totals, now: Totals): Totals {
  const wasReset = now.deadlocks < before.deadlocks || now.hits < before.hits || now.reads < before.reads;
  if (wasReset) return now;
  return {
    deadlocks: now.deadlocks - before.deadlocks,
    hits: now.hits - before.hits,
    reads: now.reads - before.reads,
  };
}
