import assert from "node:assert/strict";
import { test } from "node:test";
import { type Logger, ManualClock, silentLogger, withoutMarks } from "../../model/index.ts";
import { Census } from "../slab/census.ts";
import { TestSlab } from "../slab/test-slab.fixture.ts";
import { Threads } from "../slab/threads.ts";
import { MemoryStore } from "../store/index.ts";
import { EngineMetrics } from "./engine-metrics.ts";
import { Expiry, type IdleCell } from "./expiry.ts";
import { Sampler } from "./sampler.ts";
import { Sampling } from "./sampling.ts";

const TICK_MS = 1000;
const HOUR_MS = 3_600_000;
const EVER = { startMs: -Infinity, endMs: Infinity };
const orders = { name: "orders_total", type: "counter", labels: ["kind"] } as const;

function start(slabs: readonly TestSlab[], overrides: { collect?: () => void; logger?: Logger } = {}) {
  const clock = new ManualClock(1_000_000);
  const census = new Census();
  const threads = new Threads(census);
  for (const { memory } of slabs) threads.attach(memory);
  const metrics = new EngineMetrics(census, (kind) => threads.faults(kind));
  const store = new MemoryStore();
  const requests: { threadId: number; idle: readonly IdleCell[] }[] = [];
  const sampling = new Sampling({
    tickMs: TICK_MS,
    clock,
    logger: silentLogger,
    collect: () => {},
    threads,
    metrics,
    sampler: new Sampler(census, store, "shop"),
    expiry: new Expiry(census, clock, (threadId, idle) => requests.push({ threadId, idle })),
    ...overrides,
  });
  const samples = (name: string) =>
    Array.from(store.select(name, []), (series): readonly number[] => [
      ...withoutMarks(series.samples(EVER)).values,
    ]);
  const tickAfter = (ms: number) => {
    clock.advance(ms);
    sampling.tick();
  };
  return { clock, census, store, sampling, samples, requests, tickAfter, numbers: metrics.numbers };
}

test("each tick writes the numbers of all series, histograms with cumulative buckets, sum and count", () => {
  const slab = new TestSlab();
  const { cells } = slab.single({ name: "h", type: "histogram", buckets: [0.5, 1_000_000] });
  cells.set([1, 2, 3, 9.5]);
  const { sampling, store, samples, tickAfter } = start([slab]);
  sampling.tick();
  cells[0] = 2;
  tickAfter(TICK_MS);
  const buckets = Array.from(store.select("h_bucket", []), ({ labels }) => labels.le);
  assert.deepEqual(buckets, ["0.5", "1e+06", "+Inf"]);
  assert.deepEqual(samples("h_bucket"), [
    [1, 2],
    [3, 4],
    [6, 7],
  ]);
  assert.deepEqual([samples("h_sum"), samples("h_count")], [[[9.5, 9.5]], [[6, 7]]]);
  assert.equal(store.family("h_bucket")?.type, "histogram");
});

test("watchers bring their metrics up to date before they are sampled", () => {
  const slab = new TestSlab();
  const { cells } = slab.single({ name: "heat", type: "gauge" });
  const { sampling, samples } = start([slab], { collect: () => cells.set([21, 1]) });
  sampling.tick();
  assert.deepEqual(samples("heat"), [[21]]);
});

test("a watcher that fails is logged and does not hinder the tick", () => {
  const logged: string[] = [];
  const logger = { ...silentLogger, error: (_: object, message: string) => logged.push(message) };
  const collect = () => {
    throw new Error("no /proc here");
  };
  const slab = new TestSlab();
  slab.single(orders, "book").cells[0] = 1;
  const { sampling, samples } = start([slab], { collect, logger });
  sampling.tick();
  assert.deepEqual([samples("orders_total"), logged.length], [[[1]], 1]);
});

test("a late timer counts the ticks that it missed", () => {
  const { sampling, numbers, tickAfter } = start([]);
  sampling.tick();
  tickAfter(TICK_MS + 20);
  assert.equal(numbers.missedTicks, 0);
  tickAfter(4 * TICK_MS);
  assert.deepEqual([numbers.ticks, numbers.missedTicks], [3, 3]);
});

test("while the clock is set back nothing is sampled, and that counts as missed", () => {
  const { clock, sampling, numbers, samples, tickAfter } = start([]);
  sampling.tick();
  clock.advance(-10 * TICK_MS);
  sampling.tick();
  assert.deepEqual([numbers.ticks, numbers.missedTicks], [1, 1]);
  tickAfter(11 * TICK_MS);
  assert.equal(samples("farol_engine_ticks_total")[0]?.length, 2);
});

test("the engine's own numbers are sampled beside the others", () => {
  const slab = new TestSlab();
  slab.fault("overflow");
  slab.single(orders, "book");
  const { sampling, store, samples, tickAfter } = start([slab]);
  sampling.tick();
  tickAfter(TICK_MS);
  const faults = Array.from(store.select("farol_recording_faults_total", []), (series) => [
    series.labels.kind,
    series.samples(EVER).values.at(-1),
  ]);
  assert.deepEqual(Object.fromEntries(faults), {
    overflow: 1,
    invalid_value: 0,
    unknown_label_value: 0,
    out_of_memory: 0,
    conflict: 0,
  });
  assert.deepEqual(samples("farol_engine_ticks_total"), [[1, 2]]);
  assert.deepEqual(samples("farol_engine_series"), [[20, 20]]);
});

test("a series that was freed is absent from the next tick on, and begins again as the same series", () => {
  const slab = new TestSlab();
  const metric = slab.metric(orders);
  const book = slab.series(metric, ["book"]);
  book.cells[0] = 7;
  const { sampling, samples, tickAfter } = start([slab]);
  sampling.tick();
  slab.free(book);
  tickAfter(TICK_MS);
  assert.deepEqual(samples("orders_total"), [[7]]);
  slab.series(metric, ["book"]).cells[0] = 1;
  tickAfter(TICK_MS);
  assert.deepEqual(samples("orders_total"), [[7, 1]]);
});

test("a thread is asked to free what nobody wrote for a day, with what was last seen of it", () => {
  const slab = new TestSlab(5);
  const metric = slab.metric(orders);
  const [idle, busy] = [slab.series(metric, ["idle"]), slab.series(metric, ["busy"])];
  slab.single({ ...orders, name: "kept_total", expires: false }, "idle");
  idle.cells[0] = 3;
  const { sampling, requests, tickAfter } = start([slab]);
  sampling.tick();
  for (let hour = 0; hour < 23; hour++) {
    busy.cells[0]! += 1;
    tickAfter(HOUR_MS);
  }
  assert.deepEqual(requests, []);
  busy.cells[0]! += 1;
  tickAfter(HOUR_MS);
  assert.deepEqual(requests, [{ threadId: 5, idle: [{ cell: idle.cell, activity: 3 }] }]);
});

test("a gauge that is written with the same value all day is not idle, a histogram without observations is", () => {
  const slab = new TestSlab();
  const gauge = slab.single({ name: "heat", type: "gauge" });
  const histogram = slab.single({ name: "h", type: "histogram", buckets: [1] });
  histogram.cells.set([2, 3, 0]);
  const { sampling, requests, tickAfter } = start([slab]);
  sampling.tick();
  gauge.cells[1]! += 1;
  tickAfter(12 * HOUR_MS);
  tickAfter(12 * HOUR_MS);
  assert.deepEqual(requests, [{ threadId: 0, idle: [{ cell: histogram.cell, activity: 5 }] }]);
});

test("idle series are looked for once a minute, not at each tick", () => {
  const slab = new TestSlab();
  slab.single(orders, "book");
  const { sampling, requests, tickAfter } = start([slab]);
  sampling.tick();
  tickAfter(24 * HOUR_MS);
  tickAfter(TICK_MS);
  tickAfter(58 * TICK_MS);
  assert.equal(requests.length, 1);
  tickAfter(TICK_MS);
  assert.equal(requests.length, 2);
});

test("a series is idle only when all its threads are, so that its sum does not fall", () => {
  const [main, worker] = [new TestSlab(0), new TestSlab(1)];
  const busy = main.single(orders, "book");
  worker.single(orders, "book").cells[0] = 3;
  const { sampling, requests, tickAfter } = start([main, worker]);
  sampling.tick();
  busy.cells[0]! += 1;
  tickAfter(24 * HOUR_MS);
  assert.deepEqual(requests, []);
  tickAfter(24 * HOUR_MS);
  assert.deepEqual(
    requests.map(({ threadId }) => threadId),
    [0, 1],
  );
});

test("what only ended threads wrote is dropped after a day without asking anyone", () => {
  const worker = new TestSlab(1);
  worker.single(orders, "book").cells[0] = 3;
  const { census, sampling, requests, tickAfter } = start([worker]);
  sampling.tick();
  worker.end();
  tickAfter(TICK_MS);
  tickAfter(24 * HOUR_MS);
  assert.deepEqual([census.family("orders_total")?.series.length, requests], [0, []]);
});
