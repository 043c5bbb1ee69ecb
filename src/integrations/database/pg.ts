import type { ApplicationHost } from "../../model/index.ts";
import { answerDiagnoses } from "../diagnoses/index.ts";
import { Names } from "../watching/index.ts";
import type { CollectorOptions } from "./collector/collector.ts";
import { startCollector } from "./collector/start.ts";
import { poolLooks } from "./diagnoses/index.ts";
import { type HeldConnection, Leaks } from "./leaks.ts";
import { PoolWatch } from "./pg/pool.ts";
import type { PgPool } from "./pg/types.ts";
import { PoolMetrics } from "./pool-metrics.ts";
import { Queries } from "./queries.ts";
import { quietLogger } from "./quiet-logger.ts";
import { type RepeatedQueries, Repeats } from "./repeats/repeats.ts";
import type { QueryStatistics } from "./statistics.ts";
import { Transactions } from "./transactions.ts";

const DEFAULT_SLOW_MS = 100;
const DEFAULT_LEAK_MS = 30_000;

export interface PgOptions {
  /**
   * The pool's name: the label `pool`. Default: "default"; for a second pool its database's name. A name that another
   * pool has gets a number.
   */
  readonly name?: string;
  /** A statement that takes at least this long is slow. Default: 100. */
  readonly slowMs?: number;
  /**
   * A connection that is checked out for longer is a leak, and one whose query takes longer. One that is meant to be
   * kept, such as for LISTEN, is counted once. Default: 30,000.
   */
  readonly leakMs?: number;
  /** When statements that one request repeats are too many; false to let them be. Default: SELECTs, 10 times. */
  readonly repeatedQueries?: RepeatedQueries | false;
  /**
   * Whether PostgreSQL's own statistics are read (locks, deadlocks, bloat, cache hits, connections, replication, and
   * whether it answers), on one connection more, opened as the pool's are; until the pool is closed. One pool a
   * database is enough. Default: false.
   */
  readonly statistics?: CollectorOptions | false;
}

/** A pool that is watched. */
export interface PgInstrumentation {
  /** The label `pool` of its metrics. */
  readonly name: string;
  /** What its statements have cost since it is watched. */
  statistics(): QueryStatistics;
  /** Who holds its connections now, the longest first. */
  held(): readonly HeldConnection[];
  /** Stops watching. The pool, its clients and the driver are then as before, also while queries run. */
  uninstall(): void;
}

/**
 * Watches a pool of node-postgres: its statements, transactions and connections, by `pool.query` and by clients that
 * it hands out. What it returns and throws stays the same. A pool that is watched already is not watched twice.
 */
export function instrumentPg(
  host: ApplicationHost,
  pool: PgPool,
  options: PgOptions = {},
): PgInstrumentation {
  const known = watched.get(pool);
  if (known !== undefined) return known;
  const name = poolNames.take(host.recorder, candidateNames(pool, options.name));
  const { statistics, held, stop } = watch(
    { ...host, logger: quietLogger(host.logger) },
    pool,
    name,
    options,
  );
  const instrumentation: PgInstrumentation = {
    name,
    statistics,
    held,
    uninstall() {
      if (watched.get(pool) !== instrumentation) return;
      watched.delete(pool);
      stop();
      poolNames.giveUp(host.recorder, name);
    },
  };
  watched.set(pool, instrumentation);
  return instrumentation;
}

function watch(host: ApplicationHost, pool: PgPool, name: string, options: PgOptions) {
  const { slowMs = DEFAULT_SLOW_MS, leakMs = DEFAULT_LEAK_MS, repeatedQueries = {}, statistics } = options;
  const queries = new Queries(host, name, slowMs);
  const repeats = repeatedQueries
    ? new Repeats(host, name, (text) => queries.statementOf(text), repeatedQueries)
    : undefined;
  const metrics = new PoolMetrics(host.recorder, name);
  const transactions = new Transactions(host.recorder);
  const records = { clock: host.clock, queries, repeats, transactions, pool: metrics };
  const poolWatch = new PoolWatch(pool, records);
  const leakOptions = { pool: name, limitMs: leakMs, counter: metrics.leaks };
  const leaks = new Leaks(host, leakOptions, () => poolWatch.holds());
  const collector = statistics ? startCollector(host, pool, name, statistics) : undefined;
  const stopAnswering = answerDiagnoses(
    host.engine,
    poolLooks({ name, pool, clock: host.clock, queries, repeats, poolWatch, collector }),
  );
  return {
    statistics: () => ({ ...queries.statistics(), repeated: repeats?.patterns() ?? [] }),
    held: () => leaks.held(),
    stop() {
      stopAnswering();
      queries.stop();
      repeats?.stop();
      leaks.stop();
      collector?.stop();
      poolWatch.leave();
    },
  };
}

const poolNames = new Names();
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
