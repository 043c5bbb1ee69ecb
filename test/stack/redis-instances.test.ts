import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Redis } from "ioredis";
import { needs } from "../needs.ts";
import { startRedis, type TestRedis } from "../redis.ts";
import { until } from "../until.ts";
import { openCache } from "./redis-cache.ts";

type Opened = ReturnType<typeof openCache>;

describe("instances that share a Redis", needs("redis-server"), () => {
  let redis: TestRedis;
  let [one, two]: Opened[] = [];
  let value = 0;
  const read = ({ cache }: Opened, key = "k") =>
    cache.read({ key, tags: ["t"], ttlMs: 60_000 }, async () => ({ value, at: new Date(value) }));
  const up = (opened: Opened) => until("Redis", async () => opened.cache.link!.isUp || undefined);
  const sees = (opened: Opened, expected: number, key?: string) =>
    until(`${expected}`, async () => (await read(opened, key)).value === expected || undefined, 5000);

  before(async () => {
    redis = await startRedis();
    [one, two] = [openCache(redis.url), openCache(redis.url)];
    await Promise.all([up(one), up(two)]);
  });
  after(async () => {
    for (const { cache } of [one!, two!]) cache.close();
    await redis.remove();
  });

  it("find each other's answers, with their dates", async () => {
    value = 1;
    await read(one!);
    value = 2;
    await until("the entry in Redis", async () => {
      const third = openCache(redis.url);
      await up(third);
      const found = await read(third);
      third.cache.close();
      return found.value === 1 || undefined;
    });
    const found = await read(two!);
    assert.deepEqual(found, { value: 1, at: new Date(1) });
  });

  for (const [by, what] of Object.entries({
    tag: { tags: ["t"] },
    key: { keys: ["k"] },
    pattern: { patterns: ["?"] },
  })) {
    it(`hear of what another invalidated by ${by}`, async () => {
      await Promise.all([read(one!), read(two!)]);
      value++;
      await one!.cache.invalidate(what);
      assert.equal((await read(one!)).value, value);
      await sees(two!, value);
    });
  }

  it("hear of a whole clearing", async () => {
    await Promise.all([read(one!), read(two!)]);
    value++;
    await two!.cache.clear();
    await sees(one!, value);
  });

  it("hear, when Redis is back, of what was invalidated while it was frozen", async () => {
    await Promise.all([read(one!), read(two!)]);
    redis.suspend();
    // what is sent to a frozen server waits there for its thaw; what comes after that was noticed, is not sent
    for (const _ of ["sent", "remembered"]) {
      value++;
      await one!.cache.invalidate({ tags: ["t"] });
      assert.equal((await read(one!)).value, value);
    }
    // out of reach, and allowed to lag until then
    assert.equal((await read(two!)).value, value - 2);
    redis.resume();
    await Promise.all([up(one!), up(two!)]);
    await sees(two!, value);
    assert.equal((await read(one!)).value, value);
  });

  it("hear of more than can be remembered one by one", async () => {
    await Promise.all([read(one!), read(two!)]);
    redis.suspend();
    value++;
    const tags = Array.from({ length: 10_001 }, (_, i) => `tag-${i}`);
    await one!.cache.invalidate({ tags });
    redis.resume();
    await Promise.all([up(one!), up(two!)]);
    await sees(two!, value);
  });

  it("are not given what a server brings along from before its restart", async () => {
    value++;
    await one!.cache.invalidate({ tags: ["t"] });
    await read(one!);
    const operator = new Redis(redis.url);
    await operator.save();
    value++;
    await one!.cache.invalidate({ tags: ["t"] });
    await redis.stop();
    // with the entry that was invalidated since, under a version that was the present one
    await redis.start();
    await Promise.all([up(one!), up(two!)]);
    await until("its old entries", async () => (await operator.dbsize()) > 0 || undefined);
    operator.disconnect();
    for (const opened of [one!, two!]) assert.equal((await read(opened)).value, value);
  });

  it("keep working when something foreign is published on their channel", async () => {
    const foreign = new Redis(redis.url);
    await foreign.publish(one!.cache.link!.channel, "not JSON");
    await foreign.quit();
    value++;
    await one!.cache.invalidate({ tags: ["t"] });
    await sees(two!, value);
  });
});
