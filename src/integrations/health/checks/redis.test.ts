import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { Redis } from "ioredis";
import { needs } from "../../../../test/needs.ts";
import { startRedis, type TestRedis } from "../../../../test/redis.ts";
import { attempt } from "../attempt.ts";
import { redisCheck } from "./redis.ts";

describe("redisCheck, on a real Redis", needs("redis-server"), () => {
  let server: TestRedis;
  let client: Redis;

  before(async () => {
    server = await startRedis();
  });
  after(() => server.remove());
  beforeEach(() => {
    client = new Redis(server.url, { retryStrategy: () => 10 });
    client.on("error", () => {});
  });
  afterEach(() => client.disconnect());

  it("is optional and shared, unless it is told otherwise", () => {
    const { name, severity, scope } = redisCheck(client);
    assert.deepEqual([name, severity, scope], ["redis", "optional", undefined]);
    assert.equal(redisCheck(client, { severity: "critical" }).severity, "critical");
  });

  it("passes while Redis answers", async () => {
    assert.deepEqual(await attempt(redisCheck(client).run, 5_000).verdict, { passed: true, detail: "" });
  });

  it("fails while Redis is frozen, and lets go once it answers again", async () => {
    await client.ping();
    server.suspend();
    const { verdict, returned } = attempt(redisCheck(client).run, 50);
    assert.deepEqual(await verdict, { passed: false, detail: "gave no answer within 50 ms" });
    server.resume();
    await returned;
    assert.equal((await attempt(redisCheck(client).run, 5_000).verdict).passed, true);
  });

  it("fails while Redis is gone, and passes once it is back", async () => {
    await client.ping();
    await server.stop();
    const { verdict, returned } = attempt(redisCheck(client).run, 50);
    assert.equal((await verdict).passed, false);
    await server.start();
    await returned;
    assert.equal((await attempt(redisCheck(client).run, 5_000).verdict).passed, true);
  });

  it("fails with Redis' own words when the password is wrong", async () => {
    const secured = await startRedis({ password: "right" });
    const wrong = new Redis(secured.url.replace("right", "wrong"), { retryStrategy: null });
    wrong.on("error", () => {});
    const { passed, detail } = await attempt(redisCheck(wrong).run, 5_000).verdict;
    assert.deepEqual([passed, /NOAUTH|WRONGPASS/.test(detail)], [false, true]);
    wrong.disconnect();
    await secured.remove();
  });
});
