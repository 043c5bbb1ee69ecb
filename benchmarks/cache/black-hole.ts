import { setTimeout as delay } from "node:timers/promises";
import { BentoCache, bentostore } from "bentocache";
import { memoryDriver } from "bentocache/drivers/memory";
import { redisDriver } from "bentocache/drivers/redis";
import { Redis } from "ioredis";

/** Something that answers reads from a cache or a source that answers at once. */
export interface CachedReads {
  read(key: string): Promise<unknown>;
  close(): void;
}

/** bentocache on memory and Redis as its documentation sets it up, with the defaults of both libraries. */
export function defaultBentocache(redisUrl: string): CachedReads {
  const connection = new Redis(redisUrl);
  connection.on("error", () => {});
  const store = bentostore().useL1Layer(memoryDriver()).useL2Layer(redisDriver({ connection }));
  const bento = new BentoCache({ default: "reads", stores: { reads: store } });
  return {
    read: (key) => bento.getOrSet({ key, ttl: 60_000, factory: () => 1 }),
    close: () => connection.disconnect(),
  };
}

/**
 * The times of so many reads of different keys, one begun every 5 ms, in ascending order. A read that is not answered
 * `limitMs` after the last was begun counts as that long.
 */
export async function timesOf({ read }: CachedReads, reads: number, limitMs: number): Promise<number[]> {
  const over = new AbortController();
  const timed = async (key: string) => {
    const startMs = performance.now();
    const limit = delay(limitMs + reads * 5, undefined, { signal: over.signal }).catch(() => {});
    await Promise.race([read(key).catch(() => {}), limit]);
    return performance.now() - startMs;
  };
  const times: Promise<number>[] = [];
  for (let i = 0; i < reads; i++) {
    times.push(timed(`key:${i}`));
    await delay(5);
  }
  const ascending = (await Promise.all(times)).sort((a, b) => a - b);
  over.abort();
  return ascending;
}
