import type { BentocacheOptions } from "farol/integrations/cache";
import { type Cache, STORE } from "./cache.ts";

/** How Farol watches a cache: `watchBentocache(host, cache.bento, observation(cache))`. */
export function observation(cache: Cache): BentocacheOptions {
  return {
    name: STORE,
    memory: cache.memory,
    layers: cache.link === undefined ? [] : [cache.link],
    async clear({ keys, tags, patterns }) {
      if (keys === undefined && tags === undefined && patterns === undefined) return cache.clear();
      return cache.invalidate({ keys: keys ?? [], tags: tags ?? [], patterns: patterns ?? [] });
    },
  };
}
