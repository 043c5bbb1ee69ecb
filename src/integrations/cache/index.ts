export {
  type Bentocache,
  type BentocacheOptions,
  type CacheLayer,
  type CacheWatch,
  watchBentocache,
} from "./bentocache.ts";
export { caches } from "./caches.ts";
export type { MemoryStore } from "./memory.ts";
export * from "./metrics.ts";
export { type RedisClient, type RedisWatch, watchRedis } from "./redis.ts";
