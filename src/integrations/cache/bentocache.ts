import type { ApplicationHost, CacheClear, CacheLayerStatus, CacheStatus } from "../../model/index.ts";
import { type BentocacheEvents, countEvents, timeOperations } from "./events.ts";
import { type MemoryStore, memoryStatus, watchEvictions } from "./memory.ts";
import { cacheSeries } from "./series.ts";

/** What is used of a `BentoCache`, so that none of its types are needed where it is not. */
export interface Bentocache extends BentocacheEvents {
  readonly defaultStoreName: string;
  use(store?: never): {
    clear(): Promise<unknown>;
    deleteMany(what: { keys: string[] }): Promise<unknown>;
    deleteByTag(what: { tags: string[] }): Promise<unknown>;
  };
}

/** A layer that can say how it stands. */
export interface CacheLayer {
  status(): CacheLayerStatus;
  /** Tells each operation of the layer that failed: bentocache keeps such errors to itself. Returns the end of that. */
  onError?(listener: () => void): () => void;
}

export interface BentocacheOptions {
  /** The label `cache`. Two caches of one name are summed. Default: the store's name. */
  readonly name?: string;
  /** Default: the default store. Stores of one name in two instances of BentoCache cannot be told apart. */
  readonly store?: string;
  /** The store's memory, as given to `memoryDriver`'s `cacheInstance`; without it evictions are not seen. */
  readonly memory?: MemoryStore;
  /** Its further layers, nearest first. */
  readonly layers?: readonly CacheLayer[];
  /**
   * Clears on demand. Default: bentocache's own ways, which know no patterns.
   * A rejection is told to who asked.
   */
  readonly clear?: (what: CacheClear) => Promise<void>;
}

/** A cache that is watched. */
export interface CacheWatch {
  readonly name: string;
  /** Stops watching, and answering for it. The cache and its memory are then as before. Counters stay. */
  uninstall(): void;
}

const watched = new WeakMap<object, Map<string, CacheWatch>>();

/**
 * Watches one store of a BentoCache: hits, misses, writes and durations from what bentocache itself tells; evictions from
 * its memory; errors from it and from its layers. Answers for it when the engine asks how it stands, or to clear it.
 * A store that is watched already is not watched twice.
 */
export function watchBentocache(
  host: ApplicationHost,
  cache: Bentocache,
  options: BentocacheOptions = {},
): CacheWatch {
  const store = options.store ?? cache.defaultStoreName;
  const stores = watched.get(cache) ?? new Map<string, CacheWatch>();
  watched.set(cache, stores);
  const known = stores.get(store);
  if (known !== undefined) return known;
  const name = options.name ?? store;
  const ends = begin(host, cache, store, name, options);
  const watch: CacheWatch = {
    name,
    uninstall() {
      if (!stores.delete(store)) return;
      for (const end of ends) end();
    },
  };
  stores.set(store, watch);
  return watch;
}

function begin(
  host: ApplicationHost,
  cache: Bentocache,
  store: string,
  name: string,
  { memory, layers = [], clear = ownClear(cache, store) }: BentocacheOptions,
): (() => void)[] {
  const series = cacheSeries(host.recorder, name);
  const status = (): CacheStatus => {
    const nearest = memory === undefined ? [] : [memoryStatus(memory)];
    return { name, layers: [...nearest, ...layers.map((layer) => layer.status())] };
  };
  return [
    countEvents(cache, store, series),
    timeOperations(store, series, host.clock),
    memory === undefined ? () => {} : watchEvictions(memory, (count) => series.evictions.inc(count)),
    ...layers.map((layer) => layer.onError?.(() => series.errors.inc()) ?? (() => {})),
    host.engine.answer("cacheStatus", () => [status()]),
    host.engine.answer("cacheClear", async (what) => {
      if (what.cache !== undefined && what.cache !== name) return { caches: [] };
      await clear(what);
      return { caches: [name] };
    }),
  ];
}

function ownClear(cache: Bentocache, store: string): (what: CacheClear) => Promise<void> {
  return async ({ keys, tags, patterns }) => {
    if (patterns !== undefined) throw new Error("bentocache cannot clear by a pattern; name keys or tags");
    const target = cache.use(store as never);
    if (keys === undefined && tags === undefined) await target.clear();
    if (keys !== undefined) await target.deleteMany({ keys: [...keys] });
    if (tags !== undefined) await target.deleteByTag({ tags: [...tags] });
  };
}
