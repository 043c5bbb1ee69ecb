import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { EVER, type MakeStore, marks, only, put, read, samplesOf } from "./contract.fixture.ts";

/** What a store must know of series that end, and come back, where absence ends them. */
export function endingsContract(make: MakeStore): void {
  test("a series is marked as ended at the first tick that lacks it, at each of its gaps", () => {
    const store = make(10_000);
    const [id, other] = [store.series("up", {}), store.series("down", {})];
    const present = (tick: number) => tick % 200 < 150 && tick < 900;
    for (let tick = 0; tick < 1000; tick++)
      put(
        store,
        tick * 10,
        present(tick)
          ? [
              [id, tick],
              [other, 1],
            ]
          : [[other, 1]],
      );
    assert.deepEqual(marks(store, "up"), [1500, 3500, 5500, 7500, 9000]);
    assert.deepEqual(marks(store, "down"), []);
    assert.deepEqual(marks(store, "up", { startMs: 3500, endMs: 5499 }), [3500]);
    assert.deepEqual(marks(store, "up", { startMs: 3501, endMs: 3600 }), []);
    assert.deepEqual(marks(store, "up", { startMs: 9999, endMs: 20_000 }), []);
  });

  test("a series that is there at each tick goes on, however far apart they are", () => {
    const store = make(1e9);
    const id = store.series("up", {});
    for (const time of [10, 20, 1_000_000]) put(store, time, [[id, 1]]);
    assert.deepEqual(marks(store, "up"), []);
  });

  test("a series that was said to have ended is marked at that time, though the next tick has it again", () => {
    const store = make(1000);
    const id = store.series("up", {});
    put(store, 10, [[id, 1]]);
    put(store, 20, [[id, 2]]);
    store.end(id, 21);
    assert.deepEqual(marks(store, "up"), [21]);
    assert.deepEqual(marks(store, "up", { startMs: 21, endMs: 30 }), [21]);
    put(store, 30, [[id, 3]]);
    store.end(id, 40);
    assert.deepEqual(marks(store, "up"), [21, 40]);
    put(store, 40, []);
    assert.deepEqual(marks(store, "up"), [21, 40]);
    assert.deepEqual(read(store, "up"), [
      [
        [10, 1],
        [20, 2],
        [30, 3],
      ],
    ]);
  });

  test("an end that was said for a time at which the series was there is none", () => {
    const store = make(1000);
    const id = store.series("up", {});
    put(store, 10, [[id, 1]]);
    store.end(id, 10);
    assert.deepEqual(marks(store, "up"), []);
    store.end(id, 30);
    for (const time of [20, 30, 40]) put(store, time, [[id, 1]]);
    assert.deepEqual(marks(store, "up"), []);
    put(store, 50, []);
    assert.deepEqual(marks(store, "up"), [50]);
  });

  test("a series that ended is absent until it is written again", () => {
    const store = make(100);
    const [ended, other] = [store.series("up", { job: "a" }), store.series("up", { job: "b" })];
    put(store, 10, [
      [ended, 1],
      [other, 1],
    ]);
    store.end(ended, 20);
    put(store, 20, [[other, 2]]);
    put(store, 30, [[other, 3]]);
    put(store, 40, [
      [ended, 9],
      [other, 4],
    ]);
    assert.deepEqual(read(store, "up")[0], [
      [10, 1],
      [40, 9],
    ]);
  });

  test("a series that ended is forgotten once its samples are", () => {
    const store = make(100);
    const [ended, other] = [store.series("gone", {}), store.series("up", {})];
    put(store, 1, [
      [ended, 1],
      [other, 1],
    ]);
    store.end(ended, 2);
    for (let time = 2; time <= 3000; time++) put(store, time, [[other, 1]]);
    assert.deepEqual(store.names(), ["up"]);
    put(store, 3001, [
      [store.series("gone", {}), 5],
      [other, 1],
    ]);
    assert.deepEqual(read(store, "gone"), [[[3001, 5]]]);
  });

  test("whatever series come and go, each reads as it was written, and is marked wherever it went", () => {
    const stay = fc.record({ job: fc.nat(9), at: fc.nat(700), length: fc.integer({ min: 1, max: 400 }) });
    fc.assert(
      fc.property(
        fc.array(stay, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 500 }),
        (stays, keptMs) => {
          const store = make(keptMs);
          const isThere = (job: number, tick: number) =>
            stays.some((one) => one.job === job && one.at <= tick && tick < one.at + one.length);
          const last = Math.max(...stays.map(({ at, length }) => at + length)) + 300;
          const jobs = [...Array(10).keys()];
          for (let tick = 0; tick <= last; tick++) {
            for (const job of jobs.filter((one) => isThere(one, tick - 1) && !isThere(one, tick)))
              store.end(store.series("up", { job: `${job}` }), tick);
            const there = jobs.filter((job) => isThere(job, tick));
            put(
              store,
              tick,
              there.map((job) => [store.series("up", { job: `${job}` }), job * tick]),
            );
          }
          const first = store.extent()!.startMs;
          assert.ok(first <= Math.max(0, last - keptMs));
          const kept = Array.from({ length: last + 1 - first }, (_, i) => first + i);
          for (const job of jobs) {
            const found = [...store.select("up", [only("job", `${job}`)])].map((series) =>
              samplesOf(series, EVER),
            );
            const { timestampsMs = [], stale } = found[0] ?? {};
            const told = Array.from(timestampsMs, (time, i) => (stale?.[i] === 1 ? -time : time));
            const samples = kept.filter((tick) => isThere(job, tick));
            const gone = kept.filter((tick) => tick > first && isThere(job, tick - 1) && !isThere(job, tick));
            assert.deepEqual(
              told,
              [...samples, ...gone.map((tick) => -tick)].sort((a, b) => Math.abs(a) - Math.abs(b)),
            );
          }
        },
      ),
      { numRuns: 30 },
    );
  });
}
