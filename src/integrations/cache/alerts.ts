import {
  above,
  alert,
  alertTests,
  below,
  counterAt,
  gaugeAt,
  type Limit,
  type LimitChanges,
  percentText,
  promql,
  withLimits,
} from "../../define/index.ts";
import type { AlertRule } from "../../model/index.ts";
import { INFRASTRUCTURE_DASHBOARD } from "../dashboards/index.ts";
import { WHEN_ASKED_WHY } from "../diagnoses/index.ts";
import { cacheDegraded } from "../runbooks/index.ts";
import { cacheHits, cacheMisses, redisPoolActive, redisPoolMax } from "./metrics.ts";

/** When the alerts on caches fire. */
export interface CacheLimits {
  /** Share of the connections to Redis that are not free. */
  readonly RedisConnectionPoolWarning: Limit;
  /** Share of reads that the cache answers. */
  readonly CacheHitRateLow: Limit;
}

export const CACHE_LIMITS: CacheLimits = {
  RedisConnectionPoolWarning: { threshold: 0.8, for: "5m" },
  CacheHitRateLow: { threshold: 0.6, for: "15m" },
};

/** Every alert on caches. */
export function cacheAlerts(changes?: LimitChanges<CacheLimits>): readonly AlertRule<keyof CacheLimits>[] {
  const limits = withLimits(CACHE_LIMITS, changes);
  return [
    redisConnectionPoolWarning(limits.RedisConnectionPoolWarning),
    cacheHitRateLow(limits.CacheHitRateLow),
  ];
}

/** The fullest of all instances counts. Where there is no Redis, 0 of 0 is NaN, which is over nothing. */
function redisConnectionPoolWarning(limit: Limit) {
  return alert("RedisConnectionPoolWarning", {
    expr: promql`max(${redisPoolActive} / ${redisPoolMax}) > ${limit.threshold}`,
    for: limit.for,
    severity: "warning",
    summary: "{{ $value | humanizePercentage }} of the connections to Redis are not free",
    description:
      `For ${limit.for}, more than ${percentText(limit.threshold)} of an instance's connections to Redis have waited for ` +
      "an answer, or have not been open: Redis is slow, or away.",
    runbook: cacheDegraded,
    dashboard: INFRASTRUCTURE_DASHBOARD,
    diagnoses: WHEN_ASKED_WHY,
    tests: alertTests({
      ...{ for: limit.for, ...above(limit.threshold) },
      levels: (share) => [
        gaugeAt(redisPoolActive, { instance: "a" }, 1000 * share),
        gaugeAt(redisPoolMax, { instance: "a" }, 1000),
        gaugeAt(redisPoolActive, { instance: "b" }, 0),
        gaugeAt(redisPoolMax, { instance: "b" }, 0),
      ],
    }),
  });
}

/** A cache that hardly anyone reads, as at night, has little to answer with: a hundred reads in five minutes are asked for. */
function cacheHitRateLow(limit: Limit) {
  const hits = promql`sum by (cache) (rate(${cacheHits}[5m]))`;
  const misses = promql`sum by (cache) (rate(${cacheMisses}[5m]))`;
  return alert("CacheHitRateLow", {
    expr: promql`
      ${hits} / (${hits} + ${misses}) < ${limit.threshold}
        and sum by (cache) (increase(${cacheHits}[5m])) + sum by (cache) (increase(${cacheMisses}[5m])) > 100`,
    for: limit.for,
    severity: "warning",
    summary:
      "The cache {{ $labels.cache }} answers only {{ $value | humanizePercentage }} of what it is asked",
    description:
      `For ${limit.for}, fewer than ${percentText(limit.threshold)} of the reads of {{ $labels.cache }} have been hits. ` +
      "What it does not answer, the database is asked.",
    runbook: cacheDegraded,
    dashboard: INFRASTRUCTURE_DASHBOARD,
    diagnoses: WHEN_ASKED_WHY,
    tests: alertTests({
      ...{ for: limit.for, window: "5m", ...below(limit.threshold) },
      levels: (share) => [
        counterAt(cacheHits, { cache: "orders" }, 60 * share),
        counterAt(cacheMisses, { cache: "orders" }, 60 * (1 - share)),
      ],
      firing: [{ cache: "orders" }],
      // until there are more than a hundred
      seenAfter: "1m45s",
      littleTraffic: 0.1,
    }),
  });
}
