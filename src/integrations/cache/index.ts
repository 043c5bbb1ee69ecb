export { CACHE_LIMITS, type CacheLimits, cacheAlerts } from "./alerts.ts";
export {
  type Bentocache,
  type BentocacheOptions,
  type CacheLayer,
  type CacheWatch,
  watchBentocache,
} from "./bentocache.ts";
export { type CachesOptions, caches } from "./caches.ts";
export type { MemoryStore } from "./memory.ts";
export * from "./metrics.ts";
export { type RedisClient, type RedisWatch, watchRedis } from "./redis.ts";
