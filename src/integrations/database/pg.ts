import type { Host } from "../../model/index.ts";
import { PoolWatch } from "./pg/pool.ts";
import type { PgPool } from "./pg/types.ts";
import { PoolMetrics } from "./pool-metrics.ts";
import { giveUpPoolName, takePoolName } from "./pool-name.ts";
import { Queries } from "./queries.ts";
import type { QueryStatistics } from "./statistics.ts";
import { Transactions } from "./transactions.ts";

const DEFAULT_SLOW_MS = 100;

export interface PgOptions {
  /**
   * The pool's name: the label `pool`. Default: "default"; for a second pool its database's name. A name that another
   * pool has gets a number.
   */
  readonly name?: string;
  /** A statement that takes at least this long is slow. Default: 100. */
  readonly slowMs?: number;
}

/** A pool that is watched. */
export interface PgInstrumentation {
  /** The label `pool` of its metrics. */
  readonly name: string;
  /** What its statements have cost since it is watched. */
  statistics(): QueryStatistics;
  /** Stops watching. The pool, its clients and the driver are then as before, also while queries run. */
  uninstall(): void;
}

/**
 * Watches a pool of node-postgres: its statements, transactions and connections, by `pool.query` and by clients that
 * it hands out. What it returns and throws stays the same. A pool that is watched already is not watched twice.
 */
export function instrumentPg(host: Host, pool: PgPool, options: PgOptions = {}): PgInstrumentation {
  const known = watched.get(pool);
  if (known !== undefined) return known;
  const name = takePoolName(host.recorder, candidateNames(pool, options.name));
  const queries = new Queries(host, name, options.slowMs ?? DEFAULT_SLOW_MS);
  const watch = new PoolWatch(pool, {
    clock: host.clock,
    queries,
    transactions: new Transactions(host.recorder),
    pool: new PoolMetrics(host.recorder, name),
  });
  const instrumentation: PgInstrumentation = {
    name,
    statistics: () => queries.statistics(),
    uninstall() {
      if (watched.get(pool) !== instrumentation) return;
      watched.delete(pool);
      watch.leave();
      giveUpPoolName(host.recorder, name);
    },
  };
  watched.set(pool, instrumentation);
  return instrumentation;
}

const watched = new WeakMap<object, PgInstrumentation>();

function candidateNames({ options }: PgPool, name: string | undefined): string[] {
  if (name !== undefined) return [name];
  const database = options.database ?? databaseIn(options.connectionString);
  return database ? ["default", database] : ["default"];
}

function databaseIn(connectionString = ""): string | undefined {
  const { pathname = "" } = URL.parse(connectionString) ?? {};
  return pathname.slice(1) || undefined;
}
