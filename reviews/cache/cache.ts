import { BentoCache, bentostore, errors } from "bentocache";
import { memoryDriver } from "bentocache/drivers/memory";
import { LRUCache } from "lru-cache";
import type { Log } from "../log.ts";
import { type Connections, connect } from "./connections.ts";
import { LastKnownAnswers } from "./last-known.ts";
import { RedisLink } from "./link.ts";
import { RemoteDriver } from "./remote-driver.ts";
import { roughBytes } from "./size.ts";
import { EVERYTHING, Versions } from "./versions.ts";

/** bentocache's store, and its name in metrics. */
export const STORE = "reads";

export interface CacheSettings {
  /** `redis://…` or `rediss://…`. Undefined: memory alone. */
  readonly redisUrl?: string | undefined;
  /** How long a read or a change waits for Redis at most. Default: 15. */
  readonly redisTimeoutMs?: number;
  /** Default: 64 MiB, and as much again for last known answers. */
  readonly memoryBytes?: number;
  /** How old an answer may be that is served while the source is out. Default: ten minutes. */
  readonly staleForMs?: number;
  /** What keys in Redis begin with. Default: `reviews`. */
  readonly prefix?: string;
  readonly log: Log;
}

/** One cached answer: what it is stored under and what it depends on. */
export interface Lookup {
  readonly key: string;
  /** What it is invalidated by. */
  readonly tags?: readonly string[];
  /** How old it may be at most where a change did not reach this instance. */
  readonly ttlMs: number;
  /**
   * Whether the last known answer is served while the source is out. `unchanged`: if nothing that it depends on changed
   * since. `changed`: also if it did, to who does not know better. Default: `never`.
   */
  readonly stale?: "never" | "unchanged" | "changed";
  /** A last known answer must not be older than this moment, on the clock of `performance.now()`. */
  readonly notBeforeMs?: number | undefined;
  /** Whether an error says that the source is out. Default: every error does. */
  readonly isOutage?: (error: unknown) => boolean;
}

/** What is no longer true. */
export interface Invalidation {
  readonly keys?: readonly string[];
  readonly tags?: readonly string[];
  /** Of keys: `*` for any run of characters, `?` for one. */
  readonly patterns?: readonly string[];
}

/**
 * Answers in memory and in Redis, on bentocache. While Redis is away, or when there is none, it works on memory alone.
 * An answer that was invalidated is not served again, whatever happens to Redis meanwhile, except where `Lookup.stale` says so.
 * Another instance hears of it from Redis; while that is away, after the answer's `ttlMs` at the latest.
 */
export class Cache {
  /** What Farol watches, with `memory`. */
  readonly bento: ReturnType<typeof openStore>;
  readonly memory: LRUCache<string, object>;
  /** Undefined without a Redis. */
  readonly link: RedisLink | undefined;
  readonly connections: Connections | undefined;
  readonly #versions: Versions;
  readonly #lastKnown: LastKnownAnswers;
  readonly #underWay = new Map<string, Promise<unknown>>();

  constructor({
    redisUrl,
    redisTimeoutMs = 15,
    memoryBytes = 64 * 2 ** 20,
    staleForMs = 600_000,
    prefix = "reviews",
    log,
  }: CacheSettings) {
    this.memory = new LRUCache({ maxSize: memoryBytes, sizeCalculation: roughBytes });
    if (redisUrl !== undefined) {
      this.connections = connect(redisUrl);
      this.link = new RedisLink(this.connections, { timeoutMs: redisTimeoutMs, prefix, log });
    }
    this.#versions = new Versions(this.link);
    this.link?.start(this.#versions);
    this.#lastKnown = new LastKnownAnswers(memoryBytes, staleForMs);
    this.bento = openStore(this.memory, this.link);
  }

  /**
   * The answer that is kept, or what `load` answers, which is called once for all who ask meanwhile. Answers are shared:
   * do not change them.
   * @throws what `load` throws, unless an older answer may be served.
   */
  async read<T>(lookup: Lookup, load: () => Promise<T>): Promise<T> {
    const { key, tags = [] } = lookup;
    const versions = this.#versions.of([EVERYTHING, ofKey(key), ...tags.map(ofTag)]);
    const versioned = `${key}@${typeof versions === "string" ? versions : await versions}`;
    try {
      return await this.#once(versioned, () => this.#fetch(lookup, versioned, load));
    } catch (error) {
      const known = this.#fallback(lookup, versioned, error);
      if (known === undefined) throw error;
      return known.value as T;
    }
  }

  /** Resolves when this instance, and the others if Redis is there, no longer serve what is invalid. */
  async invalidate({ keys = [], tags = [], patterns = [] }: Invalidation): Promise<void> {
    const names = [...keys.map(ofKey), ...tags.map(ofTag)];
    await Promise.all([
      names.length > 0 && this.#versions.change(names),
      ...patterns.map((pattern) => this.#versions.changeMatching(ofKey(pattern))),
    ]);
  }

  /** Invalidates everything. */
  clear(): Promise<void> {
    return this.#versions.change([EVERYTHING]);
  }

  close(): void {
    this.link?.close();
    this.memory.clear();
  }

  #once<T>(versioned: string, fetch: () => Promise<T>): Promise<T> {
    const known = this.#underWay.get(versioned);
    if (known !== undefined) return known as Promise<T>;
    const fetched = fetch().finally(() => this.#underWay.delete(versioned));
    this.#underWay.set(versioned, fetched);
    return fetched;
  }

  async #fetch<T>({ key, ttlMs, stale }: Lookup, versioned: string, load: () => Promise<T>): Promise<T> {
    const factory = async () => {
      const value = await load();
      if (stale !== undefined && stale !== "never") this.#lastKnown.keep(key, versioned, value);
      return { value };
    };
    try {
      const { value } = await this.bento.getOrSet({ key: versioned, ttl: ttlMs, factory });
      return value as T;
    } catch (error) {
      throw error instanceof errors.E_FACTORY_ERROR ? error.cause : error;
    }
  }

  #fallback({ key, stale = "never", notBeforeMs = 0, isOutage }: Lookup, versioned: string, error: unknown) {
    if (stale === "never" || isOutage?.(error) === false) return undefined;
    const known = this.#lastKnown.of(key);
    const isGood =
      known !== undefined &&
      known.madeMs >= notBeforeMs &&
      (stale === "changed" || known.versioned === versioned);
    return isGood ? known : undefined;
  }
}

function openStore(memory: LRUCache<string, object>, link: RedisLink | undefined) {
  // not in the types of memoryDriver, but of the driver that it makes
  const store = bentostore().useL1Layer(memoryDriver({ cacheInstance: memory } as object));
  if (link !== undefined) store.useL2Layer({ options: {}, factory: () => new RemoteDriver(link) });
  // entries stay objects: only Redis needs texts, and its driver writes them
  const asItIs = { serialize: (entry: string) => entry, deserialize: (entry: string) => entry };
  return new BentoCache({ default: STORE, prefix: "", serializer: asItIs, stores: { [STORE]: store } });
}

const ofKey = (key: string) => `key:${key}`;
const ofTag = (tag: string) => `tag:${tag}`;
