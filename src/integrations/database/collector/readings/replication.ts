import { dbReplicationLag } from "../../metrics.ts";
import type { MakeReading } from "../reading.ts";
import { Shown } from "../shown.ts";

const REPLICAS = 50;

/**
 * How far replicas are behind. On a primary: `pg_stat_replication.replay_lag` of those that stream from it; only members
 * of pg_monitor are told their names, and without these there is nothing to show. On a replica: the time since the last
 * transaction that it replayed, or since its start, unless it has replayed all that a living stream has sent.
 */
export const replication: MakeReading = (recorder, pool) => {
  const shown = new Shown(recorder.gauge(dbReplicationLag), (replica) => ({ pool, replica }));
  return {
    name: "replication",
    sql: () => `
      SELECT application_name AS replica, max(coalesce(extract(epoch FROM replay_lag), 0)) AS seconds
      FROM pg_stat_replication WHERE coalesce(state, 'streaming') IN ('streaming', 'catchup')
      GROUP BY 1
      UNION ALL
      SELECT 'self', CASE
        WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()
          AND EXISTS (SELECT FROM pg_stat_wal_receiver WHERE pid IS NOT NULL) THEN 0
        ELSE extract(epoch FROM
          clock_timestamp() - coalesce(pg_last_xact_replay_timestamp(), pg_postmaster_start_time())) END
      WHERE pg_is_in_recovery()
      ORDER BY 1 LIMIT ${REPLICAS}`,
    take(rows) {
      const seen = rows.filter(({ replica }) => replica !== null);
      shown.show(new Map(seen.map(({ replica, seconds }) => [String(replica), Number(seconds)])));
    },
    forget: () => shown.forget(),
  };
};
