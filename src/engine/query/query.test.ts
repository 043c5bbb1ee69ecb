import assert from "node:assert/strict";
import { test } from "node:test";
import { MemoryStore } from "../store/index.ts";
import { History } from "./history.ts";
import { quantile } from "./quantile.ts";
import { oneStep, stepsOf } from "./steps.ts";

/** Samples a second apart; undefined where a series is absent. */
function historyOf(columns: Record<string, readonly (number | undefined)[]>, name = "c_total"): History {
  const store = new MemoryStore();
  const series = Object.entries(columns).map(([job, values]) => ({
    id: () => store.series(name, { job, zone: job < "c" ? "x" : "y" }),
    values,
  }));
  const length = Math.max(...series.map(({ values }) => values.length));
  for (let tick = 0; tick < length; tick++) {
    const present = series.filter(({ values }) => values[tick] !== undefined);
    const ids = Uint32Array.from(present, ({ id }) => id());
    const values = Float64Array.from(present, ({ values }) => values[tick]!);
    store.append(tick * 1000, ids, values, present.length);
  }
  return new History(store);
}

const values = (columns: readonly { values: Float64Array }[]) => columns.map((column) => [...column.values]);

test("steps are whole multiples of the step within the range", () => {
  assert.deepEqual([...stepsOf({ startMs: 1500, endMs: 5999 }, 1000).timestampsMs], [2000, 3000, 4000, 5000]);
  assert.deepEqual([...stepsOf({ startMs: 2000, endMs: 3000 }, 1000).timestampsMs], [2000, 3000]);
});

test("the last value of each step is told, and nothing where there is none", () => {
  const history = historyOf({ a: [1, 2, 3, 4, undefined, undefined, undefined, 8] });
  const columns = history.last({ name: "c_total" }, stepsOf({ startMs: 0, endMs: 8000 }, 2000));
  assert.deepEqual(values(columns), [[1, 3, 4, NaN, 8]]);
});

test("a rate is what a counter grew by each second of the window", () => {
  const history = historyOf({ a: [0, 10, 20, 30, 40, 40, 40] });
  const columns = history.rate({ name: "c_total" }, stepsOf({ startMs: 2000, endMs: 6000 }, 2000), 2000);
  assert.deepEqual(values(columns), [[10, 10, 0]]);
});

test("a counter that begins again at 0 is not negative", () => {
  const history = historyOf({ a: [100, 110, 3, 5] });
  const [column] = history.increase({ name: "c_total" }, { startMs: 0, endMs: 3000 });
  assert.equal(column?.values[0], 15);
});

test("a counter that appears later was 0 before, so its first value counts", () => {
  const history = historyOf({ a: [1, 1, 1, 1], b: [undefined, undefined, 4, 6] });
  const increases = history.increase({ name: "c_total" }, { startMs: 0, endMs: 3000 });
  assert.deepEqual(
    increases.map((column) => column.values[0]),
    [0, 6],
  );
  const [, rate] = history.rate({ name: "c_total" }, oneStep({ startMs: 0, endMs: 3000 }), 3000);
  assert.deepEqual([...rate!.values], [2]);
});

test("what a counter had before the store began does not count", () => {
  const history = historyOf({ a: [1000, 1001] });
  const [column] = history.increase({ name: "c_total" }, { startMs: -60_000, endMs: 1000 });
  assert.equal(column?.values[0], 1);
});

test("a counter's growth during a gap counts from the value before it, however long ago", () => {
  const store = new MemoryStore();
  const ids = Uint32Array.of(store.series("c_total", {}));
  for (const [time, value] of [
    [0, 5],
    [10 * 3_600_000, 9],
  ] as const)
    store.append(time, ids, Float64Array.of(value), 1);
  const range = { startMs: 10 * 3_600_000 - 1000, endMs: 10 * 3_600_000 };
  assert.equal(new History(store).increase({ name: "c_total" }, range)[0]?.values[0], 4);
});

test("a counter with no sample in the window has no rate", () => {
  const history = historyOf({ a: [0, 1, undefined, undefined, undefined], b: [0, 0, 0, 0, 0] });
  const [a] = history.rate({ name: "c_total" }, stepsOf({ startMs: 4000, endMs: 4000 }, 1000), 2000);
  assert.deepEqual([...a!.values], [NaN]);
});

test("columns are added up by labels; what is absent everywhere stays absent", () => {
  const history = historyOf({ a: [1, 2, undefined], b: [10, undefined, undefined], c: [5, 6, 7] });
  const steps = stepsOf({ startMs: 0, endMs: 2000 }, 1000);
  const byZone = history.last({ name: "c_total", by: ["zone"] }, steps);
  assert.deepEqual(
    byZone.map(({ labels }) => labels),
    [{ zone: "x" }, { zone: "y" }],
  );
  assert.deepEqual(values(byZone), [
    [11, 2, NaN],
    [5, 6, 7],
  ]);
  assert.deepEqual(values(history.last({ name: "c_total", by: [] }, steps)), [[16, 8, 7]]);
});

test("matchers say which series are asked about", () => {
  const history = historyOf({ a: [1], b: [2] });
  const matchers = [{ label: "job", matches: (job: string) => job === "b" }];
  const columns = history.last({ name: "c_total", matchers }, stepsOf({ startMs: 0, endMs: 0 }, 1000));
  assert.deepEqual(values(columns), [[2]]);
});

test("quantiles are those of Prometheus' histogram_quantile", () => {
  // testdata/histograms.test of Prometheus: testhistogram{start="positive"} and {start="negative"}.
  const positive = [
    [0.1, 0.2, 1, Infinity],
    [50, 70, 110, 120],
  ] as const;
  const negative = [
    [-0.2, -0.1, 0.3, Infinity],
    [10, 20, 30, 40],
  ] as const;
  const table: [number, readonly [readonly number[], readonly number[]], number][] = [
    [0, positive, 0],
    [0.2, positive, 0.048],
    [0.5, positive, 0.15],
    [0.8, positive, 0.72],
    [1, positive, 1],
    [0, negative, -0.2],
    [0.25, negative, -0.2],
    [0.2, negative, -0.2],
    [0.5, negative, -0.1],
    [0.6, negative, 0.06],
    [0.99, negative, 0.3],
    [-1, positive, -Infinity],
    [2, positive, Infinity],
  ];
  for (const [q, [bounds, counts], expected] of table) {
    const found = quantile(q, bounds, counts);
    assert.ok(
      found === expected || Math.abs(found - expected) < 1e-12,
      `${q} of ${counts}: ${found}, not ${expected}`,
    );
  }
});

test("nothing observed, or no +Inf bucket, gives no quantile", () => {
  assert.ok(Number.isNaN(quantile(0.5, [1, Infinity], [0, 0])));
  assert.ok(Number.isNaN(quantile(0.5, [1, 2], [3, 4])));
  assert.ok(Number.isNaN(quantile(0.5, [Infinity], [3])));
  assert.ok(Number.isNaN(quantile(0.5, [1, Infinity], [NaN, NaN])));
});

test("buckets of several histograms are added up before quantiles are taken", () => {
  const store = new MemoryStore();
  const ids = ["a", "b"].flatMap((job) =>
    ["1", "+Inf", "0.5"].map((le) => store.series("h_bucket", { job, le })),
  );
  store.append(0, Uint32Array.from(ids), new Float64Array(6), 6);
  store.append(1000, Uint32Array.from(ids), Float64Array.of(3, 4, 1, 6, 6, 0), 6);
  const history = new History(store);
  const [group] = history.buckets({ name: "h", by: [] }, stepsOf({ startMs: 1000, endMs: 1000 }, 1000), 1000);
  assert.deepEqual(group?.bounds, [0.5, 1, Infinity]);
  assert.deepEqual(
    group?.counts.map((column) => column[0]),
    [1, 9, 10],
  );
  const apart = history.buckets({ name: "h" }, stepsOf({ startMs: 1000, endMs: 1000 }, 1000), 1000);
  assert.deepEqual(
    apart.map(({ labels }) => labels),
    [{ job: "a" }, { job: "b" }],
  );
});
