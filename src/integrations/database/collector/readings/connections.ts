import { CONNECTION_STATES, type ConnectionState, dbConnections } from "../../metrics.ts";
import type { MakeReading } from "../reading.ts";
import { Shown } from "../shown.ts";

/** What the database's connections do: `pg_stat_activity`. It hides from most users the state of other users' ones. */
export const connections: MakeReading = (recorder, pool) => {
  const shown = new Shown(recorder.gauge(dbConnections), (state) => ({
    pool,
    state: state as ConnectionState,
  }));
  return {
    name: "connections",
    sql: () => `
      SELECT state, count(*) AS count FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND coalesce(backend_type, 'client backend') = 'client backend'
      GROUP BY state`,
    take(rows) {
      const counts = new Map<ConnectionState, number>(CONNECTION_STATES.map((state) => [state, 0]));
      for (const { state, count } of rows) {
        const known = CONNECTION_STATES.find((name) => name === state) ?? "other";
        counts.set(known, counts.get(known)! + Number(count));
      }
      shown.show(counts);
    },
    forget: () => shown.forget(),
  };
};
