import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Labels, type Matcher, SampleBuffer, type Samples } from "../../model/index.ts";
import { EVER, lastOf, latency, type MakeStore, only, put, read } from "./contract.fixture.ts";

/** What every store must do, whatever absence means to it. */
export function storeContract(make: MakeStore): void {
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

  test("series of every name are selected by matchers alone", () => {
    const store = make(100);
    const of = (name: string, labels: Labels) => [store.series(name, labels), 1] as const;
    put(store, 1, [
      of("up", { job: "a" }),
      of("down", {}),
      of("up", { job: "b", zone: "" }),
      of("on", { job: "b" }),
    ]);
    const selected = (...matchers: Matcher[]) =>
      Array.from(store.select(undefined, matchers), ({ name, labels }) => `${name} ${labels.job ?? "-"}`);
    assert.deepEqual(selected(), ["up a", "down -", "up b", "on b"]);
    assert.deepEqual(selected(only("job", "b")), ["up b", "on b"]);
    assert.deepEqual(selected(only("job", "b", "", "x")), ["down -", "up b", "on b"]);
    assert.deepEqual(selected(only("__name__", "on", "down")), ["down -", "on b"]);
    assert.deepEqual(selected(only("__name__", "up"), only("job", "a", "c")), ["up a"]);
    assert.deepEqual(selected(only("zone", "")).length, 4);
    assert.deepEqual(selected({ label: "job", matches: (job) => job < "b" }), ["up a", "down -"]);
    assert.deepEqual(selected(only("job", "c")), []);
  });

  test("a matcher selects the same series whether or not it says which values it matches", () => {
    const value = fc.constantFrom("", "a", "b", "c");
    const labels = fc.record({ x: value, y: value }, { requiredKeys: [] });
    const name = fc.constantFrom("up", "down");
    const wanted = fc.tuple(
      fc.constantFrom("x", "y", "z", "__name__"),
      fc.uniqueArray(fc.oneof(value, name)),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(name, labels)), fc.array(wanted, { maxLength: 3 }), (series, wants) => {
        const store = make(100);
        put(
          store,
          1,
          [...new Set(series.map((one) => store.series(...one)))].map((id) => [id, 1]),
        );
        const ids = (matchers: readonly Matcher[]) =>
          Array.from(store.select(undefined, matchers), ({ id }) => id);
        const known = wants.map(([label, values]) => only(label, ...values));
        const unknown = known.map(({ label, matches }) => ({ label, matches }));
        assert.deepEqual(ids(known), ids(unknown));
      }),
      { numRuns: 100 },
    );
  });

  test("who reads on while ticks are appended and series forgotten sees whole series or none", () => {
    const store = make(100);
    const ids = ["a", "b", "c"].map((job) => store.series("up", { job }));
    put(
      store,
      1,
      ids.map((id) => [id, id]),
    );
    const reading = store.select("up", [])[Symbol.iterator]();
    const first = reading.next().value!;
    for (const id of ids.slice(0, 2)) store.end(id, 2);
    for (let time = 2; time <= 1000; time++) put(store, time, [[ids[2]!, time]]);
    put(store, 1001, [[store.series("up", { job: "d" }), 7]]);
    assert.deepEqual([...first.samples(EVER).values], []);
    assert.deepEqual(
      Array.from({ [Symbol.iterator]: () => reading }, ({ labels }) => labels.job),
      ["c"],
    );
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

  test("samples are kept as long as was asked for, and not without end", () => {
    const store = make(1000);
    const id = store.series("up", {});
    for (let time = 1; time <= 20_000; time++) put(store, time, [[id, time % 7]]);
    const [samples] = read(store, "up");
    assert.ok(samples!.length >= 1000 && samples!.length < 4000, `${samples!.length} samples`);
    assert.deepEqual(samples!.at(-1), [20_000, 20_000 % 7]);
    assert.ok(samples!.every(([time, value]) => value === time % 7));
    assert.ok(store.extent()!.startMs > 10_000);
  });

  test("an id that nobody was given is left out until somebody is; of one that is there twice, the last value counts", () => {
    const store = make(100);
    const id = store.series("up", {});
    put(store, 10, [
      [id + 1, 7],
      [id, 1],
      [id, 2],
    ]);
    assert.equal(store.series("down", {}), id + 1);
    assert.deepEqual([...store.select("down", [])], []);
    put(store, 20, [[id + 1, 8]]);
    assert.deepEqual([read(store, "up"), read(store, "down")], [[[[10, 2]]], [[[20, 8]]]]);
  });

  test("every value comes back as it was written, whatever it is and wherever the gaps are", () => {
    const value = fc.oneof(
      fc.constant(7),
      fc.double(),
      fc.integer(),
      fc.maxSafeInteger(),
      fc.constantFrom(0, -0, NaN, Infinity, -Infinity, Number.MAX_SAFE_INTEGER, Number.MIN_VALUE),
    );
    const run = fc.record({ length: fc.integer({ min: 1, max: 300 }), value: fc.option(value) });
    const ramp = fc.record({
      length: fc.integer({ min: 1, max: 300 }),
      from: fc.integer(),
      by: fc.oneof(fc.integer({ max: 1e6 }), fc.double({ noNaN: true }), fc.constantFrom(0.01, 4096)),
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(run, ramp), { maxLength: 6 }), (runs) => {
        const column = runs.flatMap((one) =>
          Array.from({ length: one.length }, (_, i) => ("by" in one ? one.from + i * one.by : one.value)),
        );
        const store = make(30_000);
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

  test("a part of a series is what the whole has there, also where it is read into memory of another", () => {
    const store = make(30_000);
    const ids = ["whole", "gaps", "decimals", "short"].map((job) => store.series("up", { job }));
    for (let tick = 0; tick < 700; tick++) {
      const values = [3 * tick - (tick % 97), 7, tick / 7, 1e9];
      const isThere = [true, tick % 50 > 2, true, tick > 300 && tick < 420];
      put(
        store,
        tick * 15,
        ids.flatMap((id, i) => (isThere[i] ? [[id, values[i]!] as const] : [])),
      );
    }
    const into = new SampleBuffer();
    const edge = fc.integer({ min: -100, max: 11_000 });
    fc.assert(
      fc.property(edge, edge, (a, b) => {
        const [startMs, endMs] = [Math.min(a, b), Math.max(a, b)];
        for (const series of store.select("up", [])) {
          const whole = told(series.samples(EVER)).filter(([time]) => time >= startMs && time <= endMs);
          assert.deepEqual(told(series.samples({ startMs, endMs }, into)), whole);
          const present = whole.filter(([, , stale]) => stale === 0);
          assert.deepEqual(told(series.unmarked!({ startMs, endMs }, into)), present);
          assert.deepEqual(lastOf(series.newest!({ startMs, endMs }, into)), whole.at(-1));
        }
      }),
      { numRuns: 200 },
    );
  });

  test("series that were away at the same ticks share their times, so that windows are found once", () => {
    const store = make(3600);
    const ids = ["a", "b", "other"].map((job) => store.series("up", { job }));
    for (let tick = 0; tick < 100; tick++) {
      const there = ids.filter((_, i) => (i < 2 ? tick !== 40 && tick !== 41 : tick !== 50));
      put(
        store,
        tick,
        there.map((id) => [id, tick] as const),
      );
    }
    const timesOf = () => Array.from(store.select("up", []), (series) => series.unmarked!(EVER).timestampsMs);
    const [a, b, other] = timesOf();
    assert.deepEqual(
      [...a!],
      [...Array(100).keys()].filter((tick) => tick !== 40 && tick !== 41),
    );
    assert.equal(a, b);
    assert.deepEqual(
      [...other!],
      [...Array(100).keys()].filter((tick) => tick !== 50),
    );
  });
}

function told({ timestampsMs, values, stale }: Samples) {
  return Array.from(timestampsMs, (time, i) => [time, values[i], stale?.[i] ?? 0] as const);
}
