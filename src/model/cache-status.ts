/** How one layer of a cache stands. */
export interface CacheLayerStatus {
  /** Such as `memory` or `redis`. */
  readonly name: string;
  readonly status: "ok" | "failed";
  /** For a person: how full it is, or why it does not answer. */
  readonly detail: string;
  /** How many entries it holds, where it knows that. */
  readonly entries?: number;
}

/** How one cache stands. */
export interface CacheStatus {
  readonly name: string;
  /** Where it keeps its entries, nearest first, and whether each answers now. */
  readonly layers: readonly CacheLayerStatus[];
}

/** What shall be cleared: the entries with one of these keys or tags; everything when neither keys, tags nor patterns are given. */
export interface CacheClear {
  /** Default: every cache. */
  readonly cache?: string;
  readonly keys?: readonly string[];
  readonly tags?: readonly string[];
  /** Keys, with `*` for any run of characters and `?` for one. */
  readonly patterns?: readonly string[];
}

/** What was cleared. */
export interface CacheCleared {
  readonly caches: readonly string[];
}
