import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type MakeStore, marks, put, read, type Store } from "./contract.fixture.ts";
import { GapModel, gapScripts, playGaps } from "./gap-script.fixture.ts";

/** Gives a store back as the next process finds it. */
export type NextProcess = (store: Store, keptMs: number) => Promise<Store>;

/** What a store must know of series that end, where absence says nothing. */
export function gapsContract(make: MakeStore, next: NextProcess): void {
  test("ticks without a series are a gap, however many they are, and the series goes on", () => {
    const store = make(10_000);
    const [id, other] = [store.series("up", {}), store.series("down", {})];
    for (let tick = 0; tick < 1000; tick++) {
      const isThere = tick % 4 === 0 && tick % 300 < 200;
      put(store, tick, isThere ? [[id, tick]] : [[other, tick]]);
    }
    assert.deepEqual([marks(store, "up"), marks(store, "down")], [[], []]);
    const ticks = [...Array(1000).keys()].filter((tick) => tick % 4 === 0 && tick % 300 < 200);
    assert.deepEqual(read(store, "up"), [ticks.map((tick) => [tick, tick])]);
  });

  test("an end is marked at its time: at a tick, between two, or after the last, however long the series was silent", () => {
    const store = make(10_000);
    const ids = ["a", "b", "c", "d"].map((name) => store.series(name, {}));
    const [a, b, c, d] = ids as [number, number, number, number];
    put(
      store,
      10,
      ids.map((id) => [id, 1]),
    );
    put(store, 20, [[a, 2]]);
    put(store, 30, []);
    store.end(b, 40);
    put(store, 40, [[a, 3]]);
    store.end(c, 40);
    store.end(d, 45);
    assert.deepEqual(
      ["a", "b", "c", "d"].map((name) => marks(store, name)),
      [[], [40], [40], [45]],
    );
    put(store, 50, [[a, 4]]);
    assert.deepEqual(marks(store, "d"), [45]);
    assert.deepEqual(read(store, "d"), [[[10, 1]]]);
  });

  test("a mark is read with whatever range it is in, with or without the samples beside it", () => {
    const store = make(10_000);
    const id = store.series("up", {});
    put(store, 10, [[id, 1]]);
    put(store, 30, []);
    store.end(id, 40);
    put(store, 40, []);
    put(store, 50, []);
    const within = (startMs: number, endMs: number) => marks(store, "up", { startMs, endMs });
    assert.deepEqual([within(40, 40), within(10, 40), within(25, 1000)], [[40], [40], [40]]);
    assert.deepEqual([within(10, 39), within(41, 1000)], [[], []]);
  });

  test("a series that ended goes on once it is written again, and may end again", () => {
    const store = make(10_000);
    const id = store.series("up", {});
    for (const [time, value] of [
      [10, 1],
      [40, 2],
      [50, 3],
    ] as const) {
      put(store, time, [[id, value]]);
      if (time !== 40) store.end(id, time + 10);
    }
    put(store, 70, [[id, 4]]);
    assert.deepEqual(marks(store, "up"), [20, 60]);
    assert.deepEqual(read(store, "up"), [
      [
        [10, 1],
        [40, 2],
        [50, 3],
        [70, 4],
      ],
    ]);
  });

  test("of ends that nothing was written between, the first counts; none does where the series was there, or was since", () => {
    const store = make(10_000);
    const [id, other] = [store.series("up", {}), store.series("down", {})];
    store.end(other, 5);
    put(store, 10, [[id, 1]]);
    store.end(id, 10);
    store.end(id, 9);
    assert.deepEqual(marks(store, "up"), []);
    store.end(id, 20);
    put(store, 20, [
      [id, 2],
      [other, 2],
    ]);
    assert.deepEqual([marks(store, "up"), marks(store, "down")], [[], []]);
    store.end(id, 25);
    store.end(id, 30);
    put(store, 30, []);
    store.end(id, 30);
    assert.deepEqual(marks(store, "up"), [25]);
  });

  test("a series is forgotten once all its samples are, whether or not it was said to have ended", () => {
    const store = make(100);
    const ids = ["ended", "silent", "up", "expected"].map((name) => store.series(name, {}));
    put(
      store,
      1,
      ids.slice(0, 3).map((id) => [id, 1]),
    );
    store.end(ids[0]!, 2);
    for (let time = 2; time <= 3000; time++) put(store, time, [[ids[2]!, 1]]);
    assert.deepEqual(store.names(), ["expected", "up"]);
    put(store, 3001, [
      [store.series("silent", {}), 5],
      [ids[3]!, 6],
    ]);
    assert.deepEqual([read(store, "silent"), read(store, "expected")], [[[[3001, 5]]], [[[3001, 6]]]]);
  });

  test("whatever is written and whenever series end, it reads so, bit for bit, in every range and the next process", async () => {
    const kept = fc.oneof(fc.constant(1e9), fc.integer({ min: 1, max: 3000 }));
    const runs = fc.array(gapScripts, { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(runs, kept, async (scripts, keptMs) => {
        let store = make(keptMs);
        const model = new GapModel();
        for (const script of scripts) {
          playGaps([store, model], script, model.lastMs);
          model.check(store);
          store = await next(store, keptMs);
          model.check(store);
        }
      }),
      { numRuns: 30 },
    );
  });
}
