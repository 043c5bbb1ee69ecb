import type { Integration } from "../../model/index.ts";
import { type CacheLimits, cacheAlerts } from "./alerts.ts";
import { cacheMetrics } from "./metrics.ts";

export interface CachesOptions {
  /** When alerts fire, by their names. Default: CACHE_LIMITS */
  readonly limits?: Partial<CacheLimits>;
}

/** What Farol knows of caches. Its numbers come from those that `watchBentocache` and `watchRedis` watch. */
export function caches({ limits }: CachesOptions = {}): Integration {
  return { name: "cache", metrics: cacheMetrics, rules: cacheAlerts(limits) };
}
