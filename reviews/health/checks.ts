import {
  type CheckedPool,
  type CheckedRedis,
  databaseCheck,
  diskCheck,
  type HealthCheck,
  httpCheck,
  redisCheck,
} from "farol/integrations/health";

/** What this service's health depends on. */
export interface CheckedParts {
  readonly pool: CheckedPool;
  /** Where the service keeps its files. */
  readonly dataDir: string;
  /** Undefined where the cache works on memory alone. */
  readonly redis?: CheckedRedis | undefined;
  readonly scannerUrl?: string | undefined;
}

/**
 * The health checks of this service. Without its database it is down. Without Redis reads are slower, and without the
 * scanner changes wait to be scanned: then it is degraded. All of these every instance shares; only the disk is its own.
 */
export function healthChecks({ pool, dataDir, redis, scannerUrl }: CheckedParts): readonly HealthCheck[] {
  return [
    databaseCheck(pool),
    ...(redis === undefined ? [] : [redisCheck(redis)]),
    ...(scannerUrl === undefined ? [] : [httpCheck(scannerUrl, { name: "scanner" })]),
    diskCheck({ path: dataDir }),
  ];
}
