import type { Integration } from "../../model/index.ts";
import { cacheMetrics } from "./metrics.ts";

/** What Farol knows of caches. Its numbers come from those that `watchBentocache` and `watchRedis` watch. */
export function caches(): Integration {
  return { name: "cache", metrics: cacheMetrics };
}
