import type { Clock, Log } from "../log.ts";
import { type Database, databaseOn } from "./drizzle.ts";
import {
  isConnectionFault,
  isNotSent,
  isOutcomeUnknown,
  isRefused,
  isSilence,
  OutcomeUnknown,
} from "./faults.ts";
import type { DatabaseMetrics } from "./metrics.ts";
import type { DatabasePool } from "./pool.ts";
import { OwnWrites } from "./replica/own-writes.ts";
import { ReplicaWatch, WRITTEN } from "./replica/replica-watch.ts";
import { type RetryReason, withTransaction } from "./transaction.ts";

/** Somebody who reads and writes, by an id; undefined for somebody unknown. */
type CallerId = string | undefined;

/** The way to the primary and, where there is one, its replica. Disposing of it ends the watch over the replica. */
export interface Databases extends Disposable {
  readonly primary: Database;
  /**
   * Where this caller's next read goes: to the replica when that answers, lags less than it may and has what the caller
   * has written, else to the primary. Somebody unknown, whose writes are not known either, reads from the primary.
   */
  forReading(caller: CallerId): Database;
  /** `withTransaction` on the primary; this caller's reads see it from then on. */
  transaction<T>(caller: CallerId, work: (database: Database) => Promise<T>): Promise<T>;
  /**
   * The same for work that is one statement, which is a transaction by itself.
   * @throws OutcomeUnknown when the connection is lost while it runs
   */
  statement<T>(caller: CallerId, work: (database: Database) => Promise<T>): Promise<T>;
}

export interface DatabasesOptions {
  readonly primary: DatabasePool;
  readonly replica?: ReplicaOptions | undefined;
  readonly metrics: DatabaseMetrics;
  readonly clock: Clock;
  readonly log: Log;
}

export interface ReplicaOptions {
  readonly pool: DatabasePool;
  /** How far behind it may be and still be read from, in milliseconds. */
  readonly maxLagMs: number;
}

export function createDatabases(options: DatabasesOptions): Databases {
  return options.replica === undefined ? onPrimary(options) : withReplica(options, options.replica);
}

/** Without a replica nobody needs to know who wrote what. */
function onPrimary({ primary, metrics }: DatabasesOptions): Databases {
  const database = databaseOn(primary);
  const reads = metrics.databaseReads.series({ target: "primary" });
  const onRetry = retryCounter(metrics);
  return {
    primary: database,
    forReading() {
      reads.inc();
      return database;
    },
    transaction: (_caller, work) => withTransaction(primary, work, { onRetry }),
    statement: (_caller, work) => work(database).catch(unlessUnsent),
    [Symbol.dispose]() {},
  };
}

function withReplica(options: DatabasesOptions, { pool, maxLagMs }: ReplicaOptions): Databases {
  const { primary, metrics, clock, log } = options;
  const onLag = (lagMs = Number.NaN) => metrics.replicaLag.set(lagMs / 1000);
  const watch = new ReplicaWatch({
    primaryUrl: primary.url,
    replicaUrl: pool.url,
    maxLagMs,
    clock,
    log,
    onLag,
  });
  const own = new OwnWrites(watch.horizonMs);
  const wrote = (caller: CallerId, lsn: number) => {
    if (caller !== undefined) own.wrote(caller, lsn, clock.monotonic());
  };
  const targets = {
    primary: { database: databaseOn(primary), reads: metrics.databaseReads.series({ target: "primary" }) },
    replica: { database: databaseOn(pool), reads: metrics.databaseReads.series({ target: "replica" }) },
  };
  const mayReadReplica = (caller: CallerId) => {
    if (pool.isAway) return false;
    if (caller === undefined) return primary.isAway && watch.has(0);
    return watch.has(own.needs(caller, clock.monotonic()));
  };
  const onRetry = retryCounter(metrics);
  const transaction: Databases["transaction"] = (caller, work) =>
    withTransaction(primary, work, {
      onRetry,
      async onCommit(client) {
        // until the position is known
        wrote(caller, Number.POSITIVE_INFINITY);
        const { lsn } = (await client.query<{ lsn: number }>(WRITTEN)).rows[0]!;
        watch.written(lsn);
        wrote(caller, lsn);
      },
    }).catch((error) => {
      if (isOutcomeUnknown(error)) wrote(caller, Number.POSITIVE_INFINITY);
      throw error;
    });
  return {
    primary: targets.primary.database,
    forReading(caller) {
      const { database, reads } = targets[mayReadReplica(caller) ? "replica" : "primary"];
      reads.inc();
      return database;
    },
    transaction,
    // its position in the log is asked for on the same connection
    statement: transaction,
    [Symbol.dispose]: () => watch[Symbol.dispose](),
  };
}

/** A statement that was refused a connection, or never left, did nothing; of another nobody knows. */
function unlessUnsent(error: unknown): never {
  const isLost = (isConnectionFault(error) && !isNotSent(error) && !isRefused(error)) || isSilence(error);
  throw isLost ? new OutcomeUnknown("the connection was lost at a statement", { cause: error }) : error;
}

function retryCounter({ transactionRetries }: DatabaseMetrics): (reason: RetryReason) => void {
  return (reason) => transactionRetries.inc({ reason });
}
