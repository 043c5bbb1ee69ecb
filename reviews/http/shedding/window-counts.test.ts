import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { ManualClock } from "farol";
import { Redis } from "ioredis";
import { needs } from "../../../test/needs.ts";
import { type SharedMemory, WindowCounts } from "./window-counts.ts";

const SECOND_MS = 1000;

test("requests are counted by key, and anew in each window", () => {
  const clock = new ManualClock(250);
  const counts = new WindowCounts({ clock });
  assert.deepEqual(counts.add("a", SECOND_MS), { current: 1, ttl: 750 });
  clock.advance(749);
  assert.deepEqual(counts.add("a", SECOND_MS), { current: 2, ttl: 1 });
  assert.deepEqual(counts.add("b", SECOND_MS), { current: 1, ttl: 1 });
  clock.advance(1);
  assert.deepEqual(counts.add("a", SECOND_MS), { current: 1, ttl: 1000 });
});

test("of more clients than it can hold, those who came first are forgotten", () => {
  const counts = new WindowCounts({ clock: new ManualClock() });
  const add = (key: string) => counts.add(key, SECOND_MS).current;
  add("first");
  add("second");
  for (let i = 0; i < 9999; i++) add(`other ${i}`);
  assert.equal(add("second"), 2);
  assert.equal(add("first"), 1);
});

test("what Redis did not take is sent again with the next request", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let isAway = true;
  const sent: unknown[] = [];
  const exec = async (commands: unknown[][]) => {
    if (isAway) throw new Error("away");
    sent.push(...commands);
    return [[null, 3] as [null, number]];
  };
  const redis: SharedMemory = { pipeline: (commands) => ({ exec: () => exec(commands) }) };
  const counts = new WindowCounts({ clock: new ManualClock(), redis });
  const sync = () => {
    t.mock.timers.tick(100);
    return new Promise(setImmediate);
  };
  counts.add("a", SECOND_MS);
  counts.add("a", SECOND_MS);
  await sync();
  isAway = false;
  counts.add("a", SECOND_MS);
  await sync();
  assert.deepEqual(sent, [
    ["incrby", "rate:a:1000", 3],
    ["pexpire", "rate:a:1000", 2000],
  ]);
});

/** Redis, and a way to wait for the end of what was asked of it. */
async function startRedis() {
  const folder = mkdtempSync(join(tmpdir(), "reviews-rates-"));
  const path = join(folder, "socket");
  const server = spawn("redis-server", ["--port", "0", "--unixsocket", path, "--save", "", "--dir", folder]);
  let said = "";
  server.stdout.on("data", (chunk) => {
    said += chunk;
  });
  while (!/ready to accept connections/i.test(said)) await once(server.stdout, "data");
  const redis = new Redis(path, { commandTimeout: 50 });
  after(async () => {
    redis.disconnect();
    const ended = once(server, "exit");
    server.kill("SIGKILL");
    await ended;
    rmSync(folder, { recursive: true });
  });
  return { server, redis };
}

/** What one process counts, in a window that does not end. */
function processOn(redis: Redis) {
  const asked = new EventEmitter();
  const memory: SharedMemory = {
    pipeline: (commands) => ({
      async exec() {
        const answers = await redis.pipeline(commands).exec();
        setImmediate(() => asked.emit("answered", answers?.[0]?.[0] ?? undefined));
        return answers;
      },
    }),
  };
  const counts = new WindowCounts({ clock: new ManualClock(), redis: memory });
  return {
    add: () => counts.add("somebody", 60 * SECOND_MS).current,
    /** Resolves after the next exchange with Redis, with its error. */
    synced: async () => (await once(asked, "answered"))[0] as Error | undefined,
  };
}

test(
  "processes share their counts through Redis, and go on alone while it does not answer",
  needs("redis-server"),
  async () => {
    const { server, redis } = await startRedis();
    const [one, other] = [processOn(redis), processOn(redis)];
    for (let i = 1; i <= 3; i++) assert.equal(one.add(), i);
    assert.equal(await one.synced(), undefined);
    assert.equal(other.add(), 1);
    await other.synced();
    assert.equal(other.add(), 5, "three of the other process, and two of this one");
    await other.synced();

    server.kill("SIGSTOP");
    assert.equal(one.add(), 4);
    assert.match(String(await one.synced()), /timed out/);
    assert.equal(one.add(), 5);
    server.kill("SIGCONT");
    while ((await one.synced()) !== undefined) one.add();
    const known = one.add();
    assert.ok(known >= 8, `${known} are known: five of before, and what was counted alone`);
  },
);
