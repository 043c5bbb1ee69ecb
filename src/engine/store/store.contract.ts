import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Family, SeriesId, SeriesReader, SeriesWriter } from "../../model/index.ts";

export type Store = SeriesReader & SeriesWriter;
type Sample = readonly [timestampMs: number, value: number];

const EVER = { startMs: -Infinity, endMs: Infinity };
const latency: Family = { name: "latency_seconds", type: "histogram", help: "How long.", unit: "seconds" };

/** What every store must do. `make` gives a new, empty one that keeps at least `keptSamples` of each series. */
export function storeContract(make: (keptSamples: number) => Store): void {
  test("a new store is empty", () => {
    const store = make(100);
    assert.deepEqual([store.names(), store.extent(), [...store.select("up", [])]], [[], undefined, []]);
  });

  test("what was appended is read back, oldest first", () => {
    const store = make(100);
    const id = store.series("up", { job: "shop" });
    for (const [timestampMs, value] of [
      [10, 1],
      [20, 0],
      [35, -2.5],
    ] as const)
      put(store, timestampMs, [[id, value]]);
    assert.deepEqual(read(store, "up"), [
      [
        [10, 1],
        [20, 0],
        [35, -2.5],
      ],
    ]);
    assert.deepEqual(store.extent(), { startMs: 10, endMs: 35 });
  });

  test("both ends of a range belong to it", () => {
    const store = make(100);
    const id = store.series("up", {});
    for (const time of [10, 20, 30, 40]) put(store, time, [[id, time]]);
    const [series] = [...store.select("up", [])];
    assert.deepEqual([...series!.samples({ startMs: 20, endMs: 30 }).timestampsMs], [20, 30]);
    assert.deepEqual([...series!.samples({ startMs: 21, endMs: 29 }).timestampsMs], []);
    assert.deepEqual([...series!.samples({ startMs: 41, endMs: 99 }).timestampsMs], []);
  });

  test("the same name and labels are the same series, in whatever order the labels are written", () => {
    const store = make(100);
    const id = store.series("up", { a: "1", b: "2" });
    assert.equal(store.series("up", { b: "2", a: "1" }), id);
    assert.notEqual(store.series("up", { a: "1" }), id);
    assert.notEqual(store.series("down", { a: "1", b: "2" }), id);
  });

  test("series are selected by name and matchers, in the order of their creation", () => {
    const store = make(100);
    const ids = ["b", "a", "c"].map((job) => store.series("up", { job }));
    const other = store.series("down", { job: "a" });
    put(
      store,
      1,
      [...ids, other].map((id) => [id, 1]),
    );
    const jobs = (matches: (value: string) => boolean) =>
      [...store.select("up", [{ label: "job", matches }])].map(({ labels }) => labels.job);
    assert.deepEqual(
      jobs(() => true),
      ["b", "a", "c"],
    );
    assert.deepEqual(
      jobs((job) => job !== "a"),
      ["b", "c"],
    );
    const byName = [...store.select("up", [{ label: "__name__", matches: (name) => name === "down" }])];
    assert.deepEqual(byName, []);
    const absent = [...store.select("up", [{ label: "zone", matches: (zone) => zone === "" }])];
    assert.equal(absent.length, 3);
  });

  test("the names of all series are listed, sorted", () => {
    const store = make(100);
    const ids = ["b", "a"].map((name) => store.series(name, {}));
    put(
      store,
      1,
      ids.map((id) => [id, 1]),
    );
    assert.deepEqual(store.names(), ["a", "b"]);
  });

  test("a histogram's series lead to its family", () => {
    const store = make(100);
    store.declare(latency);
    for (const suffix of ["", "_bucket", "_sum", "_count"]) {
      assert.deepEqual(store.family(`latency_seconds${suffix}`), latency);
    }
    assert.equal(store.family("latency"), undefined);
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

  test("only the first `count` ids are written", () => {
    const store = make(100);
    const ids = ["a", "b"].map((job) => store.series("up", { job }));
    store.append(10, Uint32Array.from(ids), Float64Array.of(1, 2), 1);
    assert.deepEqual(read(store, "up"), [[[10, 1]]]);
  });

  test("times must ascend", () => {
    const store = make(100);
    const id = store.series("up", {});
    put(store, 10, [[id, 1]]);
    assert.throws(() => put(store, 10, [[id, 2]]), { code: "FAROL_STORE_ORDER" });
    assert.throws(() => put(store, 9, [[id, 2]]), { code: "FAROL_STORE_ORDER" });
    assert.deepEqual(read(store, "up"), [[[10, 1]]]);
  });

  test("at least as many samples are kept as were asked for, and not without end", () => {
    const store = make(1000);
    const id = store.series("up", {});
    for (let time = 1; time <= 20_000; time++) put(store, time, [[id, time % 7]]);
    const [samples] = read(store, "up");
    assert.ok(samples!.length >= 1000 && samples!.length < 4000, `${samples!.length} samples`);
    assert.deepEqual(samples!.at(-1), [20_000, 20_000 % 7]);
    assert.ok(samples!.every(([time, value]) => value === time % 7));
    assert.ok(store.extent()!.startMs > 10_000);
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

  test("every value comes back as it was written, whatever it is and wherever the gaps are", () => {
    const value = fc.oneof(
      fc.constant(7),
      fc.double(),
      fc.integer(),
      fc.maxSafeInteger(),
      fc.constantFrom(0, -0, NaN, Infinity, -Infinity, Number.MAX_SAFE_INTEGER),
    );
    const run = fc.record({ length: fc.integer({ min: 1, max: 300 }), value: fc.option(value) });
    const ramp = fc.record({
      length: fc.integer({ min: 1, max: 300 }),
      from: fc.integer(),
      by: fc.integer({ max: 1e6 }),
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(run, ramp), { maxLength: 6 }), (runs) => {
        const column = runs.flatMap((one) =>
          Array.from({ length: one.length }, (_, i) => ("by" in one ? one.from + i * one.by : one.value)),
        );
        const store = make(2000);
        const id = store.series("up", {});
        column.forEach((sample, tick) => {
          put(store, tick * 15, sample === null ? [] : [[id, sample]]);
        });
        const written = column.flatMap((sample, tick) =>
          sample === null ? [] : [[tick * 15, sample] as const],
        );
        assert.deepEqual(read(store, "up")[0] ?? [], written);
      }),
      { numRuns: 60 },
    );
  });
}

function put(store: Store, timestampMs: number, samples: readonly (readonly [SeriesId, number])[]): void {
  const ids = Uint32Array.from(samples, ([id]) => id);
  const values = Float64Array.from(samples, ([, value]) => value);
  store.append(timestampMs, ids, values, samples.length);
}

function read(store: Store, name: string): readonly Sample[][] {
  return Array.from(store.select(name, []), (series) => {
    const { timestampsMs, values } = series.samples(EVER);
    return Array.from(values, (value, i) => [timestampsMs[i]!, value] as const);
  });
}
