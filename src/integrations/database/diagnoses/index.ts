import type { Clock, Looks } from "../../../model/index.ts";
import {
  blockingLocks,
  connectionHolders,
  repeatedStatements,
  slowestStatements,
} from "../../diagnoses/index.ts";
import type { Collector } from "../collector/collector.ts";
import type { PoolWatch } from "../pg/pool.ts";
import type { PgPool } from "../pg/types.ts";
import type { Queries } from "../queries.ts";
import type { Repeats } from "../repeats/repeats.ts";
import { lookAtHolders } from "./holders.ts";
import { lookAtLocks } from "./locks.ts";
import { lookAtRepeated, lookAtSlowest } from "./statements.ts";

/** What can be looked at in databases. */
export const databaseDiagnoses = [slowestStatements, repeatedStatements, connectionHolders, blockingLocks];

/** One pool that is watched. */
interface WatchedPool {
  readonly name: string;
  readonly pool: PgPool;
  readonly clock: Clock;
  readonly queries: Queries;
  readonly repeats: Repeats | undefined;
  readonly poolWatch: PoolWatch;
  /** Undefined when nobody reads its database's statistics: then nobody can be asked for locks. */
  readonly collector: Collector | undefined;
}

/** What is to be seen of one pool and its database. */
export function poolLooks({ name, pool, clock, queries, repeats, poolWatch, collector }: WatchedPool): Looks {
  const shapeOf = (text: string) => queries.statementOf(text).shape;
  return {
    [slowestStatements.name]: lookAtSlowest(name, (count) => queries.recent(count)),
    [repeatedStatements.name]: lookAtRepeated(name, (endpoint) => repeats?.patterns(endpoint) ?? []),
    [connectionHolders.name]: lookAtHolders({
      name,
      clock,
      holdings: () => poolWatch.holds(),
      numbers: () => ({
        used: pool.totalCount - pool.idleCount,
        max: pool.options.max,
        waiting: pool.waitingCount,
      }),
    }),
    ...(collector !== undefined && {
      [blockingLocks.name]: lookAtLocks({ pool: name, ask: (sql) => collector.ask(sql), shapeOf }),
    }),
  };
}
