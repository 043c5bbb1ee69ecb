/** How one cache stands. */
export interface CacheStatus {
  readonly name: string;
  /** Where it keeps its entries, nearest first, and whether each answers now. */
  readonly layers: readonly {
    readonly name: string;
    readonly status: "ok" | "failed";
    /** For a person: how full it is, or why it does not answer. */
    readonly detail: string;
  }[];
}

/** What shall be cleared: everything of a cache, or the entries with one of these tags or keys. */
export interface CacheClear {
  /** Default: every cache. */
  readonly cache?: string;
  readonly keys?: readonly string[];
  readonly tags?: readonly string[];
}

/** What was cleared. */
export interface CacheCleared {
  readonly caches: readonly string[];
}
