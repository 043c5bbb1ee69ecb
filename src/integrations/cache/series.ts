import type { CounterSeries, HistogramSeries, Recorder } from "../../model/index.ts";
import {
  CACHE_OPERATIONS,
  type CacheOperation,
  cacheErrors,
  cacheEvictions,
  cacheHits,
  cacheMisses,
  cacheOperationDuration,
  cacheSets,
} from "./metrics.ts";

/** The series of one cache, found once: they stand at 0 from then on. */
export interface CacheSeries {
  readonly hits: CounterSeries;
  readonly misses: CounterSeries;
  readonly sets: CounterSeries;
  readonly evictions: CounterSeries;
  readonly errors: CounterSeries;
  readonly durations: Readonly<Record<CacheOperation, HistogramSeries>>;
}

export function cacheSeries(recorder: Recorder, cache: string): CacheSeries {
  const duration = recorder.histogram(cacheOperationDuration);
  const durations = CACHE_OPERATIONS.map((operation) => [operation, duration.series({ cache, operation })]);
  return {
    hits: recorder.counter(cacheHits).series({ cache }),
    misses: recorder.counter(cacheMisses).series({ cache }),
    sets: recorder.counter(cacheSets).series({ cache }),
    evictions: recorder.counter(cacheEvictions).series({ cache }),
    errors: recorder.counter(cacheErrors).series({ cache }),
    durations: Object.fromEntries(durations) as Record<CacheOperation, HistogramSeries>,
  };
}
