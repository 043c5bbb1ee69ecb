import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { setImmediate } from "node:timers/promises";
import { needs } from "../needs.ts";
import { startRedis } from "../redis.ts";
import { until } from "../until.ts";
import { AWAY, openCache, startBlackHole, startSlowWay, USED } from "./redis-cache.ts";
import { p99, startLoad } from "./redis-load.ts";

/** Each has a Redis of its own, and mostly waits. */
const options = { ...needs("redis-server"), concurrency: true };
/** Lets Redis not seem away on a busy machine. */
const PATIENT = { redisTimeoutMs: 500 };
type Opened = ReturnType<typeof openCache>;

const isUp = ({ cache }: Opened) =>
  until("the cache to use Redis", async () => cache.link!.isUp || undefined);
const isAway = ({ cache }: Opened) =>
  until("the cache to give Redis up", async () => !cache.link!.isUp || undefined);

/** Some hundred further answers, so that a state has been seen at work. */
const atWork = (load: ReturnType<typeof startLoad>) => {
  const enough = load.answers + 200;
  return Promise.race([load.failure, until("answers", async () => load.answers > enough || undefined)]);
};

/**
 * One line a change of state, from the first to the last of these. On a machine that gives Redis no time to answer, it
 * may be away once more often.
 */
function assertTaken(lines: readonly string[], expected: readonly string[]): void {
  const alternating = lines.map((_, i) => expected[i % 2]!);
  assert.deepEqual(lines, alternating);
  assert.equal(lines.at(-1), expected.at(-1));
  assert.ok(lines.length >= expected.length, `only ${lines.length} lines`);
}

describe("under load, every answer comes in time and is true", options, () => {
  /**
   * Runs `faults` while the cache is read and changed.
   * @param inTheEnd Waits for the state that it has once nobody asks any more.
   */
  const underLoad = async (
    context: TestContext,
    opened: Opened,
    inTheEnd: (opened: Opened) => Promise<unknown>,
    faults: (load: ReturnType<typeof startLoad>) => Promise<void>,
  ) => {
    const load = startLoad(opened.cache);
    try {
      await atWork(load);
      await faults(load);
      await atWork(load);
    } finally {
      const durations = await load.end();
      context.diagnostic(`p99 ${p99(durations).toFixed(1)} ms of ${durations.length}`);
      await inTheEnd(opened).finally(() => opened.cache.close());
    }
  };

  for (const [fault, begin, end] of [
    ["stopped and started again, empty", "stop", "start"],
    ["frozen and thawed", "suspend", "resume"],
  ] as const) {
    it(`while Redis is ${fault}, with one line each time`, async (context) => {
      const redis = await startRedis();
      context.after(() => redis.remove());
      const opened = openCache(redis.url);
      await isUp(opened);
      await underLoad(context, opened, isUp, async (load) => {
        for (const _ of [1, 2]) {
          await redis[begin]();
          await isAway(opened);
          await atWork(load);
          await redis[end]();
          await isUp(opened);
          await atWork(load);
        }
      });
      assertTaken(opened.lines, [USED, AWAY, USED, AWAY, USED]);
    });
  }

  it("while Redis was never there, and when it comes", async (context) => {
    const redis = await startRedis();
    context.after(() => redis.remove());
    await redis.stop();
    const opened = openCache(redis.url, PATIENT);
    await underLoad(context, opened, isUp, async () => {
      assert.match(opened.cache.link!.status().detail, /ECONNREFUSED/);
      await redis.start();
      await isUp(opened);
    });
    assert.deepEqual(opened.lines, [AWAY, USED]);
  });

  it("while what stands at Redis' address never answers", async (context) => {
    const hole = await startBlackHole();
    context.after(() => hole.close());
    const opened = openCache(hole.url);
    await underLoad(context, opened, isAway, async () => {
      await until("the log to say so", async () => opened.lines.length > 0 || undefined);
    });
    assert.deepEqual(opened.lines, [AWAY]);
  });

  it("while the password is wrong", async (context) => {
    const redis = await startRedis({ password: "right" });
    context.after(() => redis.remove());
    const opened = openCache(redis.url.replace("right", "wrong"));
    await underLoad(context, opened, isAway, async () => {
      await until(
        "the reason",
        async () => /WRONGPASS/.test(opened.cache.link!.status().detail) || undefined,
      );
    });
    assert.deepEqual(opened.lines, [AWAY]);
    const right = openCache(redis.url);
    await isUp(right);
    right.cache.close();
  });

  it("while Redis answers late, and in time again", async (context) => {
    const redis = await startRedis();
    context.after(() => redis.remove());
    let addedMs = 0;
    const way = await startSlowWay(redis.url, () => addedMs);
    context.after(() => way.close());
    const opened = openCache(way.url);
    await isUp(opened);
    await underLoad(context, opened, isUp, async (load) => {
      addedMs = 300;
      await isAway(opened);
      await atWork(load);
      addedMs = 0;
      await isUp(opened);
    });
    assertTaken(opened.lines, [USED, AWAY, USED]);
  });

  it("while Redis is full: it still hears of changes, and the log says so once", async (context) => {
    const redis = await startRedis({ maxMemory: "2mb" });
    context.after(() => redis.remove());
    const opened = openCache(redis.url, PATIENT);
    const other = openCache(redis.url);
    await Promise.all([isUp(opened), isUp(other)]);
    let errors = 0;
    opened.cache.link!.onError(() => errors++);
    await underLoad(context, opened, isUp, async (load) => {
      const text = "x".repeat(50_000);
      for (let i = 0; errors < 10; i++) {
        await opened.cache.read({ key: `filling:${i}`, ttlMs: 60_000 }, async () => text);
        // while it seems away, memory answers without giving the thread to others, its return among them
        await setImmediate();
      }
      await atWork(load);
      assert.match(opened.cache.link!.status().detail, /OOM/);
      let value = 1;
      const read = () => other.cache.read({ key: "shared", tags: ["s"], ttlMs: 60_000 }, async () => value);
      assert.equal(await read(), 1);
      value = 2;
      await opened.cache.invalidate({ tags: ["s"] });
      await until("the other to hear of it", async () => (await read()) === 2 || undefined);
    });
    other.cache.close();
    const [first, second, ...others] = opened.lines;
    assert.deepEqual([first, others], [USED, []]);
    assert.match(second!, /^warn: Redis refuses/);
  });
});
