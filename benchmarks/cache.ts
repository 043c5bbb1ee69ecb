/**
 * What does the reviews' cache save, and what does a Redis cost that is gone? Reads through the reviews' bus, from
 * PostgreSQL, from memory and from Redis; and reads while what stands at Redis' address takes connections and never
 * answers, beside bentocache and ioredis with their default options.
 */
import { silentLogger } from "farol";
import { Cache } from "../reviews/cache/cache.ts";
import { startRedis } from "../test/redis.ts";
import { startBlackHole } from "../test/stack/redis-cache.ts";
import { until } from "../test/until.ts";
import { type CachedReads, defaultBentocache, timesOf } from "./cache/black-hole.ts";
import { openReviews } from "./cache/reviews.ts";
import { median, report } from "./harness/result.ts";

const quick = process.argv.includes("--quick");
const ROUNDS = quick ? 5 : 30;
const READS = 200;
const LIMIT_MS = quick ? 2000 : 10_000;
const log = { ...silentLogger, debug() {} };

type Reads = ReturnType<Awaited<ReturnType<typeof openReviews>>["readsWith"]>;
type Read = (i: number) => Promise<unknown>;

async function microseconds(read: Read, prepare: () => void): Promise<number> {
  let total = 0;
  for (let i = 0; i < READS; i++) {
    prepare();
    const begin = performance.now();
    await read(i);
    total += performance.now() - begin;
  }
  return (total * 1000) / READS;
}

/** Round by round, so that a machine that slows down slows all of them. */
async function compare(
  measure: string,
  contenders: readonly [who: string, read: Read, prepare?: () => void][],
) {
  const times = contenders.map((): number[] => []);
  for (let round = -2; round < ROUNDS; round++) {
    for (const [i, [, read, prepare = () => {}]] of contenders.entries()) {
      const time = await microseconds(read, prepare);
      if (round >= 0) times[i]!.push(time);
    }
  }
  const reference = median(times[0]!);
  report({ measure, who: contenders[0]![0], value: reference, unit: "µs" });
  for (let i = 1; i < contenders.length; i++) {
    const ratio = median(times[i]!.map((time, round) => time / times[0]![round]!));
    const goal = i === 1 ? { target: "at most 0.2×", reached: ratio <= 0.2 } : {};
    report({
      measure,
      who: contenders[i]![0],
      value: median(times[i]!),
      unit: "µs",
      reference,
      ratio,
      ...goal,
    });
  }
}

async function saving(): Promise<void> {
  const redis = await startRedis();
  const reviews = await openReviews();
  const [cache, forgetful] = [
    new Cache({ redisUrl: redis.url, log }),
    new Cache({ redisUrl: redis.url, log }),
  ];
  for (const { link } of [cache, forgetful]) await until("Redis", async () => link!.isUp || undefined);
  const [plain, kept, remote] = [undefined, cache, forgetful].map((it) => reviews.readsWith(it)) as [
    Reads,
    Reads,
    Reads,
  ];
  const forget = () => forgetful.memory.clear();
  for (const name of ["review", "page"] as const) {
    await compare(name === "review" ? "one review" : "a page of 20 reviews", [
      ["PostgreSQL", plain[name]],
      ["memory", kept[name]],
      ["Redis", remote[name], forget],
    ]);
  }
  for (const each of [cache, forgetful]) each.close();
  await reviews.close();
  await redis.remove();
}

async function blackHoled(): Promise<void> {
  const hole = await startBlackHole();
  const cache = new Cache({ redisUrl: hole.url, log });
  const reviews: CachedReads = {
    read: (key) => cache.read({ key, tags: ["t"], ttlMs: 60_000 }, async () => 1),
    close: () => cache.close(),
  };
  const measure = "a read's p99, Redis black-holed from the start";
  const peer = await p99(defaultBentocache(hole.url));
  report({ measure, who: "bentocache and ioredis, defaults (cut off)", value: peer, unit: "ms" });
  const value = await p99(reviews);
  report({ measure, who: "reviews", value, unit: "ms", target: "50 ms", reached: value <= 50 });
  await hole.close();
}

/** A Redis that freezes while it is read: what is under way then has the longest to wait. */
async function frozen(): Promise<void> {
  const redis = await startRedis();
  const cache = new Cache({ redisUrl: redis.url, log });
  await until("Redis", async () => cache.link!.isUp || undefined);
  redis.suspend();
  const value = await p99({
    read: (key) => cache.read({ key, tags: ["t"], ttlMs: 60_000 }, async () => 1),
    close: () => cache.close(),
  });
  const measure = "a read's p99, Redis frozen while it is used";
  report({ measure, who: "reviews", value, unit: "ms", target: "50 ms", reached: value <= 50 });
  await redis.remove();
}

async function p99(reads: CachedReads): Promise<number> {
  const times = await timesOf(reads, 400, LIMIT_MS);
  reads.close();
  return times[Math.ceil(times.length * 0.99) - 1]!;
}

await saving();
await blackHoled();
await frozen();
