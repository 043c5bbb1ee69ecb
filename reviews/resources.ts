import { type Farol, systemClock } from "farol";
import { Cache } from "./cache/cache.ts";
import { observation } from "./cache/observation.ts";
import { createDatabases, type Databases } from "./database/databases.ts";
import { type DatabasePool, endPool, openPool } from "./database/pool.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import type { Settings } from "./settings.ts";

/** Where the service keeps what it knows. */
export interface Resources {
  /** The primary's. */
  readonly pool: DatabasePool;
  readonly databases: Databases;
  readonly cache: Cache;
}

export interface ResourceParts {
  readonly settings: Settings;
  /** Of the primary database. */
  readonly url: string;
  readonly farol: Farol;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** Opens them, watched by Farol. Nothing is asked of them yet. */
export function openResources(parts: ResourceParts, started: AsyncDisposableStack): Resources {
  const { settings, url, farol, metrics, log } = parts;
  const open = (poolUrl: string, name?: string): DatabasePool => {
    const pool = openPool({
      url: poolUrl,
      kept: settings.DATABASE_POOL_MIN,
      max: settings.DATABASE_POOL_MAX,
      waitMs: settings.DATABASE_POOL_WAIT,
      statementMs: settings.DATABASE_STATEMENT_TIMEOUT,
      lifetimeMs: settings.DATABASE_CONNECTION_LIFETIME,
      ...{ clock: systemClock, log },
    });
    started.defer(() => endPool(pool));
    return farol.pg(pool, { leakMs: settings.DATABASE_LEAK_LIMIT, ...(name !== undefined && { name }) });
  };
  const pool = open(url);
  const replica = settings.DATABASE_REPLICA_URL && {
    pool: open(settings.DATABASE_REPLICA_URL, "replica"),
    maxLagMs: settings.DATABASE_REPLICA_MAX_LAG,
  };
  const databases = started.use(
    createDatabases({ primary: pool, replica: replica || undefined, metrics, clock: systemClock, log }),
  );
  return { pool, databases, cache: openCache(parts, started) };
}

function openCache({ settings, farol, log }: ResourceParts, started: AsyncDisposableStack): Cache {
  const cache = new Cache({ redisUrl: settings.REDIS_URL, log });
  started.defer(() => cache.close());
  const { bento, connections } = cache;
  farol.bentocache(bento, observation(cache));
  if (connections !== undefined) farol.redis(connections.commands, connections.subscriber);
  return cache;
}
