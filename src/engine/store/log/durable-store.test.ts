import assert from "node:assert/strict";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { recording } from "./recording-memory.fixture.ts";
import {
  asKilled,
  endsOfFrames,
  filesOf,
  newFolder,
  opened,
  play,
  type ScriptTick,
  START_MS,
  scripts,
} from "./script.fixture.ts";
import { replaySegment } from "./segment-replay.ts";

const EVER = { afterMs: Number.NEGATIVE_INFINITY, untilMs: Number.POSITIVE_INFINITY };

test("what a process wrote is there for the next one, bit for bit, however it ended and often it was started", async (t) => {
  const limits = fc.record({
    segmentMs: fc.integer({ min: 1, max: 1_000_000 }),
    segmentBytes: fc.integer({ min: 1, max: 5000 }),
    snapshotEveryMs: fc.integer({ min: 1, max: 1_000_000 }),
  });
  const runs = fc.array(fc.tuple(scripts, fc.boolean()), { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(runs, limits, async (drawn, limit) => {
      let [path, nowMs] = [newFolder(t), START_MS];
      for (const [script, isKilled] of drawn) {
        const { store, told } = opened(path, limit);
        nowMs = play(store, script, nowMs + 2);
        await store.settled();
        const { memory } = store;
        path = isKilled ? asKilled(t, path) : path;
        await store.close();
        const again = opened(path, limit);
        assert.deepEqual(again.store.memory.content(), memory.content());
        assert.deepEqual(again.store.memory.ends(), memory.ends());
        assert.deepEqual(again.store.family("up"), memory.family("up"));
        assert.deepEqual([...told, ...again.told], []);
        await again.store.close();
      }
    }),
    { numRuns: 60 },
  );
});

test("a log that is cut anywhere gives back each tick that was whole", async (t) => {
  await fc.assert(
    fc.asyncProperty(scripts, async (script) => {
      const path = newFolder(t);
      const { store } = opened(path);
      play(store, script, START_MS);
      await store.close();
      const file = readFileSync(join(path, filesOf(path)[0]!));
      const ends = endsOfFrames(file);
      for (let cut = 0; cut < file.length; cut++) {
        const memory = recording.empty();
        const { tornAt } = replaySegment(file.subarray(0, cut), memory, EVER);
        const whole = ends.filter((end) => end <= cut);
        assert.deepEqual(memory.content(), contentOf(script.slice(0, whole.length)));
        assert.equal(tornAt, cut === (whole.at(-1) ?? 0) ? undefined : (whole.at(-1) ?? 0));
      }
    }),
    { numRuns: 5 },
  );
});

function contentOf(script: readonly ScriptTick[]) {
  const memory = recording.empty();
  play(memory, script, START_MS);
  return memory.content();
}

test("old segments are deleted while new ones are written", async (t) => {
  const path = newFolder(t);
  const { store } = opened(path, { retentionMs: 300_000, segmentMs: 60_000 });
  const ids = Uint32Array.of(store.series("up", {}));
  for (let tick = 0; tick < 100; tick++) store.append(tick * 15_000, ids, Float64Array.of(tick), 1);
  const bytes = filesOf(path).map((file) => statSync(join(path, file)).size);
  assert.equal(
    store.numbers().segmentBytes,
    bytes.reduce((sum, one) => sum + one, 0),
  );
  await store.close();
  const again = opened(path).store;
  const { startMs, endMs } = again.extent()!;
  assert.ok(endMs - startMs >= 300_000 && endMs - startMs <= 300_000 + 3 * 60_000, `${endMs - startMs}`);
  await again.close();
});

test("many series are named ahead of the segment that they are needed in, a part at each tick", async (t) => {
  const path = newFolder(t);
  const { store } = opened(path, { segmentMs: 60_000 });
  const ids = Uint32Array.from({ length: 5000 }, (_, i) => store.series("many", { number: String(i) }));
  const segmentsAt = Array.from({ length: 9 }, (_, tick) => {
    store.append(tick * 15_000, ids, new Float64Array(ids.length).fill(tick), ids.length);
    return filesOf(path).length;
  });
  assert.deepEqual(segmentsAt, [1, 1, 1, 1, 1, 1, 1, 2, 2]);
  await store.close();
  const again = opened(path).store;
  assert.deepEqual(again.memory.content(), store.memory.content());
  await again.close();
});

test("a number that the store gives to another series is that series' from then on", async (t) => {
  const path = newFolder(t);
  const memory = recording.empty();
  let given = "first";
  memory.series = () => 0;
  memory.has = () => true;
  const { store } = opened(path, { memory: { ...recording, empty: () => memory } });
  for (const [tick, name] of ["first", "first", "second", "second"].entries()) {
    if (name !== given || tick === 0) store.series(name, {});
    given = name;
    store.append(tick, Uint32Array.of(0), Float64Array.of(tick), 1);
  }
  await store.close();
  const again = opened(path).store;
  const times = Object.entries(again.memory.content()).map(([name, samples]) => [
    name,
    samples.map(([at]) => at),
  ]);
  assert.deepEqual(times, [
    ['["first",[]]', [0, 1]],
    ['["second",[]]', [2, 3]],
  ]);
  await again.close();
});

test("a tick that the memory refuses is not written either", async (t) => {
  const path = newFolder(t);
  const { store } = opened(path);
  const ids = Uint32Array.of(store.series("up", {}));
  store.append(20, ids, Float64Array.of(1), 1);
  assert.throws(() => store.append(20, ids, Float64Array.of(2), 1));
  store.append(30, ids, Float64Array.of(3), 1);
  await store.close();
  const again = opened(path).store;
  assert.deepEqual(again.memory.content(), store.memory.content());
  await again.close();
});

test("a segment that was made and not written is no obstacle", async (t) => {
  const path = newFolder(t);
  writeFileSync(join(path, "ticks-000000000000020.log"), "");
  const { store, told } = opened(path);
  store.append(20, Uint32Array.of(store.series("up", {})), Float64Array.of(1), 1);
  await store.close();
  assert.deepEqual([told, opened(path).store.extent()], [[], { startMs: 20, endMs: 20 }]);
});

test("each tick can be made to wait for the disk", async (t) => {
  const path = newFolder(t);
  const { store } = opened(path, { sync: "tick" });
  play(store, [{ afterMs: 1, ended: [], values: [[0, 1n]] }], START_MS);
  await store.close();
  assert.equal(store.health().status, "ok");
});

test("what went on when a process ended is absent until it is written again", async (t) => {
  const path = newFolder(t);
  const { store } = opened(path);
  play(
    store,
    [
      {
        afterMs: 1,
        ended: [],
        values: [
          [0, 1n],
          [1, 1n],
        ],
      },
    ],
    START_MS,
  );
  play(store, [{ afterMs: 400_000, ended: [], values: [[0, 2n]] }], START_MS);
  await store.close();
  const again = opened(path).store;
  assert.deepEqual(
    again.memory.recorded.map(({ ends }) => ends),
    [[START_MS + 400_001], []],
  );
  await again.close();
});
