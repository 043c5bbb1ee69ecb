import type { L2CacheDriver } from "bentocache/types";
import type { RedisLink } from "./link.ts";
import { deserialize, serialize } from "./serializer.ts";

/**
 * Redis as bentocache's second layer. What Redis does not tell in time is not there, and no read waits for a write.
 * Entries come and go as objects, since this store's serializer changes nothing.
 */
export class RemoteDriver implements L2CacheDriver {
  readonly type = "l2";
  readonly #link: RedisLink;

  constructor(link: RedisLink) {
    this.#link = link;
  }

  async get(key: string): Promise<never | undefined> {
    const entry = await this.#link.ask(async (redis) => {
      const text = await redis.get(this.#key(key));
      return text === null ? null : deserialize(text);
    });
    return (entry ?? undefined) as never | undefined;
  }

  async set(key: string, entry: unknown, ttlMs?: number): Promise<boolean> {
    const { isUp } = this.#link;
    if (isUp) void this.#store(key, entry, ttlMs);
    return isUp;
  }

  async pull(key: string): Promise<never | undefined> {
    const entry = await this.get(key);
    await this.delete(key);
    return entry;
  }

  async delete(key: string): Promise<boolean> {
    return this.deleteMany([key]);
  }

  async deleteMany(keys: readonly string[]): Promise<boolean> {
    if (keys.length === 0) return true;
    const deleted = await this.#link.ask((redis) => redis.unlink(keys.map((key) => this.#key(key))));
    return (deleted ?? 0) > 0;
  }

  /** Entries are made unreachable by their versions, and expire. */
  async clear(): Promise<void> {}

  /** This cache has no namespaces. */
  namespace(): this {
    return this;
  }

  /** The link is closed by who opened it. */
  async disconnect(): Promise<void> {}

  #store(key: string, entry: unknown, ttlMs: number | undefined): Promise<void> {
    return this.#link.store((redis) => {
      const text = serialize(entry);
      return ttlMs === undefined
        ? redis.set(this.#key(key), text)
        : redis.set(this.#key(key), text, "PX", ttlMs);
    });
  }

  #key(key: string): string {
    return this.#link.key(`entry:${key}`);
  }
}
