import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Census } from "./census.ts";
import { TestSlab } from "./test-slab.fixture.ts";
import { Threads } from "./threads.ts";

const orders = { name: "orders_total", type: "counter", labels: ["kind"] } as const;
const queue = { name: "queue_length", type: "gauge" } as const;
const latency = { name: "latency_seconds", type: "histogram", buckets: [1, 2] } as const;

function watch(...slabs: TestSlab[]) {
  const census = new Census();
  const threads = new Threads(census);
  for (const { memory } of slabs) threads.attach(memory);
  threads.refresh();
  return { census, threads };
}

function numbers(census: Census, name: string): number[] {
  const family = census.family(name)!;
  const out = new Float64Array(family.series.length * family.width);
  family.read(out, 0);
  return [...out];
}

test("counters, gauges and histograms of several threads are summed", () => {
  const slabs = [new TestSlab(0), new TestSlab(7)];
  for (const slab of slabs) {
    slab.single(orders, "book").cells[0] = 5;
    slab.single(queue).cells.set([3, 1]);
    slab.single(latency).cells.set([1, 2, 3, 7.5]);
  }
  const { census } = watch(...slabs);
  assert.deepEqual(numbers(census, "orders_total"), [10]);
  assert.deepEqual(numbers(census, "queue_length"), [6]);
  assert.deepEqual(numbers(census, "latency_seconds"), [2, 6, 12, 15, 12]);
});

test("a series that begins later is seen at the next refresh, in whatever chunk its cells are", () => {
  const slab = new TestSlab();
  const metric = slab.metric(orders);
  const { census, threads } = watch(slab);
  for (let i = 0; i < 70_000; i++) slab.series(metric, [String(i)]).cells[0] = i;
  threads.refresh();
  const values = numbers(census, "orders_total");
  assert.equal(values.length, 70_000);
  assert.ok(values.every((value, i) => value === i));
});

test("the directory counts as seen only up to what was taken in", () => {
  const slab = new TestSlab();
  const { threads } = watch(slab);
  slab.single(orders, "book");
  assert.equal(slab.directorySeen, 0);
  threads.refresh();
  assert.equal(slab.directorySeen, slab.directoryLength);
});

test("two label sets never share a series, whatever characters their values hold", () => {
  const pair = { name: "pairs_total", type: "counter", labels: ["a", "b"] } as const;
  const values = fc.tuple(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }));
  const distinct = fc.uniqueArray(values, { selector: ([a, b]) => JSON.stringify([a, b]), maxLength: 20 });
  fc.assert(
    fc.property(distinct, (sets) => {
      const slab = new TestSlab();
      const metric = slab.metric(pair);
      sets.forEach((set, i) => {
        slab.series(metric, set).cells[0] = i + 1;
      });
      const { census } = watch(slab);
      const family = census.family("pairs_total")!;
      assert.deepEqual(
        family.series.map(({ labels }) => [labels.a, labels.b]),
        sets,
      );
      assert.deepEqual(
        numbers(census, "pairs_total"),
        sets.map((_, i) => i + 1),
      );
    }),
  );
});

test("of a thread that has ended, counters and histograms still count, gauges no more", () => {
  const [main, worker] = [new TestSlab(0), new TestSlab(1)];
  main.single(orders, "book").cells[0] = 1;
  worker.single(orders, "book").cells[0] = 41;
  worker.single(latency).cells.set([1, 0, 0, 0.5]);
  worker.single(queue).cells.set([9, 1]);
  const { census, threads } = watch(main, worker);
  worker.end();
  threads.refresh();
  assert.deepEqual(numbers(census, "orders_total"), [42]);
  assert.deepEqual(numbers(census, "latency_seconds"), [1, 1, 1, 0.5, 1]);
  assert.deepEqual(numbers(census, "queue_length"), []);
  assert.equal(threads.count, 1);
});

test("what a thread wrote between the last refresh and its end is not lost", () => {
  const worker = new TestSlab(1);
  const { census, threads } = watch(worker);
  worker.single(orders, "late").cells[0] = 3;
  worker.end();
  threads.refresh();
  assert.deepEqual(numbers(census, "orders_total"), [3]);
});

test("a series ends when its only thread frees it", () => {
  const slab = new TestSlab();
  const metric = slab.metric(orders);
  const book = slab.series(metric, ["book"]);
  slab.series(metric, ["pen"]).cells[0] = 2;
  const { census, threads } = watch(slab);
  slab.free(book);
  threads.refresh();
  assert.deepEqual(numbers(census, "orders_total"), [2]);
});

test("a sum does not fall when one of several threads frees its part", () => {
  const [main, worker] = [new TestSlab(0), new TestSlab(1)];
  main.single(orders, "book").cells[0] = 5;
  const part = worker.single(orders, "book");
  part.cells[0] = 7;
  const { census, threads } = watch(main, worker);
  worker.free(part);
  threads.refresh();
  part.cells[0] = 0;
  assert.deepEqual(numbers(census, "orders_total"), [12]);
});

test("a freed part's cells may belong to another series from then on", () => {
  const slab = new TestSlab();
  const metric = slab.metric(orders);
  const book = slab.series(metric, ["book"]);
  book.cells[0] = 5;
  const { census, threads } = watch(slab);
  slab.free(book);
  slab.append({ kind: "series", metric, cell: book.cell, values: ["pen"] });
  threads.refresh();
  book.cells[0] = 1;
  const [series] = census.family("orders_total")!.series;
  assert.deepEqual([series?.labels, numbers(census, "orders_total")], [{ kind: "pen" }, [1]]);
});

test("a name declared otherwise by a second thread is ignored there and counted as a conflict", () => {
  const [main, worker, third] = [new TestSlab(0), new TestSlab(1), new TestSlab(2)];
  main.single(latency).cells.set([1, 0, 0, 0.5]);
  worker.single({ ...latency, buckets: [1, 3] }).cells.set([9, 9, 9, 9]);
  third.single({ ...latency, labels: ["kind"] }, "book").cells.set([9, 9, 9, 9]);
  const { census, threads } = watch(main, worker, third);
  assert.deepEqual(numbers(census, "latency_seconds"), [1, 1, 1, 0.5, 1]);
  assert.equal(threads.faults("conflict"), 2);
});

test("faults are summed over all threads, those that have ended among them", () => {
  const [main, worker] = [new TestSlab(0), new TestSlab(1)];
  main.fault("overflow");
  worker.fault("overflow");
  worker.fault("invalid_value");
  const { threads } = watch(main, worker);
  worker.end();
  threads.refresh();
  assert.deepEqual([threads.faults("overflow"), threads.faults("invalid_value")], [2, 1]);
});

test("a thread that is attached twice counts once", () => {
  const slab = new TestSlab(3);
  slab.single(orders, "book").cells[0] = 4;
  const { census, threads } = watch(slab);
  threads.attach(slab.memory);
  threads.refresh();
  assert.deepEqual(numbers(census, "orders_total"), [4]);
});
