import { counter, gauge, histogram } from "../../define/index.ts";
import { unboundedLabel } from "../../model/index.ts";

/** What is done with a cache. `get_or_set` includes the `factory` that it runs on a miss. */
export const CACHE_OPERATIONS = [
  "get",
  "get_or_set",
  "set",
  "delete",
  "delete_many",
  "expire",
  "clear",
  "factory",
  "other",
] as const;
export type CacheOperation = (typeof CACHE_OPERATIONS)[number];

const byCache = { labels: { cache: unboundedLabel }, expires: false } as const;

export const cacheHits = counter({
  name: "cache_hits_total",
  help: "Reads that the cache answered, from whichever of its layers.",
  ...byCache,
});

export const cacheMisses = counter({
  name: "cache_misses_total",
  help: "Reads that the cache could not answer.",
  ...byCache,
});

export const cacheSets = counter({
  name: "cache_sets_total",
  help: "Entries that were written.",
  ...byCache,
});

export const cacheEvictions = counter({
  name: "cache_evictions_total",
  help: "Entries that the memory layer dropped for want of room; not those that expired or were deleted.",
  ...byCache,
});

export const cacheErrors = counter({
  name: "cache_errors_total",
  help: "Operations of the cache, and of a layer behind it, that failed; a factory that fails is not the cache's error.",
  ...byCache,
});

export const cacheOperationDuration = histogram({
  name: "cache_operation_duration_seconds",
  help: "Time that an operation of the cache took, its layers included; of get_or_set also its factory.",
  labels: { cache: unboundedLabel, operation: CACHE_OPERATIONS },
  expires: false,
  buckets: [
    0.00001, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5,
  ],
});

export const redisPoolActive = gauge({
  name: "redis_pool_connections_active",
  help: "Connections to Redis that are not free: a command waits for its answer, or the connection is not open.",
});

export const redisPoolMax = gauge({
  name: "redis_pool_connections_max",
  help: "Connections to Redis that the application keeps.",
});

/** Every metric of this integration. */
export const cacheMetrics = [
  cacheHits,
  cacheMisses,
  cacheSets,
  cacheEvictions,
  cacheErrors,
  cacheOperationDuration,
  redisPoolActive,
  redisPoolMax,
] as const;
