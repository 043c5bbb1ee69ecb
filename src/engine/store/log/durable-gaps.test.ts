import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { ManualClock, silentLogger } from "../../../model/index.ts";
import { marks, put, read } from "../contract.fixture.ts";
import { memoryStoreOf } from "../memory-kind.ts";
import { DurableStore } from "./durable-store.ts";
import { pieces } from "./frame.ts";
import { decodeRecord } from "./record.ts";
import { asKilled, filesOf, newFolder } from "./script.fixture.ts";

function open(t: TestContext, path: string, { retentionMs = 1e6, segmentMs = 1e6, snapshotEveryMs = 1e6 }) {
  const store = DurableStore.open(path, {
    ...{ retentionMs, segmentMs, snapshotEveryMs },
    memory: memoryStoreOf({ retentionMs, absence: "gap" }),
    clock: new ManualClock(1_800_000_000_000),
    logger: silentLogger,
  });
  t.after(() => store.close());
  return store;
}

test("an end that was said after the last time, or just after a snapshot of it, is known to the next process", async (t) => {
  const path = newFolder(t);
  const limits = { snapshotEveryMs: 10 };
  const first = open(t, path, limits);
  const ids = ["up", "down"].map((name) => first.series(name, {}));
  for (const time of [10, 20]) put(first, time, time === 10 ? ids.map((id) => [id, 1]) : []);
  await first.settled();
  assert.equal(first.numbers().lastSnapshotMs, 20);
  first.end(ids[0]!, 20);
  put(first, 30, []);
  first.end(ids[1]!, 30);
  const killed = open(t, asKilled(t, path), limits);
  assert.deepEqual([marks(killed, "up"), marks(killed, "down")], [[20], []]);
  await first.close();
  const closed = open(t, path, limits);
  assert.deepEqual([marks(closed, "up"), marks(closed, "down")], [[20], [30]]);
});

test("a series that the log's reader forgets sooner or later than its writer did is read whole", async (t) => {
  const path = newFolder(t);
  const limits = { retentionMs: 1 };
  for (const time of [1, 2]) {
    const store = open(t, path, limits);
    put(store, time, []);
    await store.close();
  }
  // Its first tick is deleted as too old, so that who reads the log counts one less, and forgets a tick later.
  const store = open(t, path, limits);
  for (let time = 3; time <= 129; time++) {
    if (time === 100 || time === 129) store.end(store.series("up", {}), time);
    put(store, time, []);
  }
  put(store, 130, [[store.series("up", {}), 7]]);
  assert.deepEqual(read(store, "up"), [[[130, 7]]]);
  assert.deepEqual(read(open(t, asKilled(t, path), limits), "up"), [[[130, 7]]]);
});

test("series that are forgotten, though nobody said that they ended, are not named any more", (t) => {
  const path = newFolder(t);
  const store = open(t, path, { retentionMs: 100, segmentMs: 200 });
  const ids = ["silent", "up"].map((name) => store.series(name, {}));
  put(
    store,
    1,
    ids.map((id) => [id, 1]),
  );
  for (let time = 2; time <= 1000; time++) put(store, time, [[ids[1]!, time]]);
  const newest = readFileSync(join(path, filesOf(path).at(-1)!));
  const named = [...pieces(newest)].flatMap((piece) =>
    piece.kind === "frame" ? (decodeRecord(piece.payload).news?.series ?? []) : [],
  );
  assert.deepEqual(
    named.map(([name]) => name),
    ["up"],
  );
});
