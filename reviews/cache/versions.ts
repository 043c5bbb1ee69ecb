import { randomBytes, randomUUID } from "node:crypto";
import type { Redis } from "ioredis";
import { LRUCache } from "lru-cache";
import { matchesGlob, redisGlob } from "./glob.ts";
import type { Bookkeeping, RedisLink } from "./link.ts";

/** What every entry depends on. */
export const EVERYTHING = "*";

const MAX_KNOWN = 50_000;
/** Past so many changes that Redis did not hear of, everything counts as changed. */
const MAX_MISSED = 10_000;
/** Longer than any entry lives; a version that is gone makes its entries unreachable, which is safe. */
const KEPT_MS = 24 * 3_600_000;
const SCAN_COUNT = 1000;
const SCAN_MS = 2000;

/**
 * The versions of names: of keys and of tags. The versions of all the names that an entry depends on are part of the key
 * that it is stored under. To invalidate is to give a name another version: what was stored under the old one is never
 * found again, in no memory and no Redis, whenever it was or will be stored. No clocks are compared.
 *
 * Versions live in Redis and are copied here, and instances tell each other what changed. While Redis is away, this
 * instance goes on by its own copy; what it changes is remembered, and written before Redis is believed again.
 */
export class Versions implements Bookkeeping {
  readonly #link: RedisLink | undefined;
  readonly #id = randomUUID();
  readonly #known = new LRUCache<string, string>({ max: MAX_KNOWN });
  #missed = new Map<string, string>();
  /** Goes up with each change: what was read from Redis before may be outdated when it arrives. */
  #changes = 0;

  constructor(link?: RedisLink) {
    this.#link = link;
  }

  /** The versions of these names as one text; at once where they are known. */
  of(names: readonly string[]): string | Promise<string> {
    const unknown = names.filter((name) => !this.#known.has(name));
    if (unknown.length > 0 && this.#link?.isUp) return this.#learn(names, [...new Set(unknown)]);
    for (const name of unknown) this.#known.set(name, newVersion());
    return names.map((name) => this.#known.get(name)).join("");
  }

  /** Gives names a new version: here at once; in Redis and for other instances when it resolves, or when Redis is back. */
  async change(names: readonly string[], pattern?: string): Promise<void> {
    this.#changes++;
    const versions = new Map(names.map((name) => [name, newVersion()]));
    for (const [name, version] of versions) this.#known.set(name, version);
    const link = this.#link;
    if (link === undefined || (await link.ask((redis) => this.#write(redis, versions, pattern)))) return;
    this.#miss(versions);
    if (link.isUp) link.distrust("an invalidation did not arrive");
  }

  /** The same for every name that matches: `*` for any run of characters, `?` for one. */
  async changeMatching(pattern: string): Promise<void> {
    const known = [...this.#known.keys()].filter((name) => matchesGlob(pattern, name));
    if (this.#link === undefined) return this.change(known);
    const stored = await this.#link.ask((redis) => this.#scan(redis, pattern), SCAN_MS);
    // only Redis knows all names: without it, any may match
    return this.change(stored === undefined ? [EVERYTHING] : [...new Set([...known, ...stored])], pattern);
  }

  async settle(redis: Redis): Promise<void> {
    const versions = new Map(this.#missed);
    if (versions.size > 0) await this.#write(redis, versions);
    for (const [name, version] of versions) {
      if (this.#missed.get(name) === version) this.#missed.delete(name);
    }
  }

  isSettled(): boolean {
    return this.#missed.size === 0;
  }

  begin(): void {
    this.#changes++;
    this.#known.clear();
  }

  heard(message: string): void {
    const [from, pattern, ...names] = published(message);
    if (from === this.#id) return;
    this.#changes++;
    for (const name of names) this.#known.delete(name);
    if (pattern === null) return;
    for (const name of [...this.#known.keys()]) {
      if (matchesGlob(pattern, name)) this.#known.delete(name);
    }
  }

  async #learn(names: readonly string[], unknown: readonly string[]): Promise<string> {
    const before = this.#changes;
    const learned = new Map(unknown.map((name) => [name, newVersion()]));
    const stored = await this.#link!.ask((redis) => this.#read(redis, learned));
    unknown.forEach((name, i) => {
      learned.set(name, this.#known.get(name) ?? stored?.[i] ?? learned.get(name)!);
      // of a name that changed meanwhile this may be the old version: good for who asked before, and for nobody else
      if (stored !== undefined && before === this.#changes) this.#known.set(name, learned.get(name)!);
    });
    return names.map((name) => learned.get(name) ?? this.#known.get(name) ?? newVersion()).join("");
  }

  /** The versions in Redis; where there is none, the proposed one becomes it. */
  async #read(redis: Redis, proposed: ReadonlyMap<string, string>): Promise<(string | undefined)[]> {
    const pipeline = redis.pipeline();
    for (const [name, version] of proposed) {
      const key = this.#key(name);
      pipeline.set(key, version, "PX", KEPT_MS, "NX").get(key);
    }
    const answers = (await pipeline.exec()) ?? [];
    return Array.from(proposed, (_, i) => {
      const [error, version] = answers[2 * i + 1]!;
      if (error !== null) throw error;
      return (version as string | null) ?? undefined;
    });
  }

  /** A full Redis takes no new version, but forgets the old one, and that is enough. */
  async #write(redis: Redis, versions: ReadonlyMap<string, string>, pattern?: string): Promise<true> {
    const message: Published = [this.#id, pattern ?? null, ...versions.keys()];
    const pipeline = redis.pipeline();
    for (const name of versions.keys()) pipeline.unlink(this.#key(name));
    for (const [name, version] of versions) pipeline.set(this.#key(name), version, "PX", KEPT_MS);
    pipeline.publish(this.#link!.channel, JSON.stringify(message));
    const errors = ((await pipeline.exec()) ?? []).map(([error]) => error);
    const ofSets = errors.splice(versions.size, versions.size).find((error) => error !== null);
    const ofOthers = errors.find((error) => error !== null);
    if (ofOthers) throw ofOthers;
    if (ofSets) this.#link!.refused(ofSets);
    return true;
  }

  async #scan(redis: Redis, pattern: string): Promise<string[]> {
    const prefix = this.#key("");
    const names: string[] = [];
    let cursor = "0";
    do {
      const [next, keys] = await redis.scan(
        cursor,
        "MATCH",
        prefix + redisGlob(pattern),
        "COUNT",
        SCAN_COUNT,
      );
      for (const key of keys) names.push(key.slice(prefix.length));
      cursor = next;
    } while (cursor !== "0");
    return names;
  }

  #key(name: string): string {
    return this.#link!.key(`version:${name}`);
  }

  #miss(versions: ReadonlyMap<string, string>): void {
    for (const [name, version] of versions) this.#missed.set(name, version);
    if (this.#missed.size > MAX_MISSED) this.#missed = new Map([[EVERYTHING, newVersion()]]);
  }
}

/** What instances tell each other: who speaks, a pattern, names. */
type Published = [from: string, pattern: string | null, ...names: string[]];

/** What somebody published; what was not one of us has changed nothing. */
function published(message: string): Published {
  try {
    return JSON.parse(message) as Published;
  } catch {
    return ["somebody", null];
  }
}

/** 48 random bits: two of one name do not meet. */
function newVersion(): string {
  return randomBytes(6).toString("base64url");
}
