import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Replay } from "./replay.ts";

test("a replica that has everything does not lag, however long nothing was written", () => {
  const replay = new Replay();
  replay.written(100, 0);
  replay.replayed(100);
  assert.equal(replay.lagMs(3_600_000), 0);
});

test("the lag is the age of the oldest write that the replica does not have", () => {
  const replay = new Replay();
  replay.written(100, 0);
  replay.written(200, 1000);
  assert.equal(replay.lagMs(1500), 1500);
  replay.replayed(100);
  assert.equal(replay.lagMs(1500), 500);
  assert.deepEqual([replay.has(100), replay.has(101)], [true, false]);
});

test("the lag is never told as less than it is, however many writes there are, and only a little as more", () => {
  const writes = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 2000 });
  fc.assert(
    fc.property(writes, fc.nat(), (pauses, seed) => {
      const replay = new Replay();
      let nowMs = 0;
      const timesMs = pauses.map((pauseMs, lsn) => {
        nowMs += pauseMs;
        replay.written(lsn + 1, nowMs);
        return nowMs;
      });
      const replayed = seed % (pauses.length + 1);
      replay.replayed(replayed);
      const lagMs = replayed === pauses.length ? 0 : nowMs - timesMs[replayed]!;
      assert.ok(replay.lagMs(nowMs) >= lagMs);
      if (pauses.length <= 600) assert.ok(replay.lagMs(nowMs) <= lagMs + 100);
    }),
  );
});
