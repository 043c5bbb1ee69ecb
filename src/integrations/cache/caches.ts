import type { LimitChanges } from "../../define/index.ts";
import type { Integration } from "../../model/index.ts";
import { RUNBOOK_PAGES } from "../runbooks/index.ts";
import { type CacheLimits, cacheAlerts } from "./alerts.ts";
import { cacheMetrics } from "./metrics.ts";

export interface CachesOptions {
  /** When alerts fire otherwise than by CACHE_LIMITS. */
  readonly limits?: LimitChanges<CacheLimits>;
}

/** What Farol knows of caches. Its numbers come from those that `watchBentocache` and `watchRedis` watch. */
export function caches({ limits }: CachesOptions = {}): Integration<keyof CacheLimits> {
  return { name: "cache", metrics: cacheMetrics, rules: cacheAlerts(limits), runbooks: RUNBOOK_PAGES };
}
