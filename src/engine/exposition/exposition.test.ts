import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Census } from "../slab/census.ts";
import { TestSlab } from "../slab/test-slab.fixture.ts";
import { Threads } from "../slab/threads.ts";
import { Exposition } from "./exposition.ts";
import { type Format, OPENMETRICS_1_0, TEXT_0_0_4 } from "./format.ts";

const latency = {
  name: "latency_seconds",
  type: "histogram",
  help: "How long.",
  unit: "seconds",
  labels: ["route"],
  buckets: [0.5, 1],
} as const;

function expositionOf(...slabs: TestSlab[]) {
  const census = new Census();
  const threads = new Threads(census);
  for (const { memory } of slabs) threads.attach(memory);
  const exposition = new Exposition(census);
  return (format: Format): string => {
    threads.refresh();
    const { page, release } = exposition.render(format);
    const text = page.toString();
    release();
    return text;
  };
}

function shop(): TestSlab {
  const slab = new TestSlab();
  slab.single({ name: "orders_total", type: "counter", help: "Orders.", labels: ["kind"] }, "book").cells[0] =
    3;
  slab.single({ name: "heat_celsius", type: "gauge", help: "Heat.", unit: "celsius" }).cells.set([-1.5, 1]);
  slab.single(latency, "/a").cells.set([1, 0, 2, 6.25]);
  slab.metric({ name: "unused_total", type: "counter", help: "Nothing yet." });
  return slab;
}

test("the text format 0.0.4 is written as Prometheus documents it", () => {
  assert.equal(
    expositionOf(shop())(TEXT_0_0_4),
    `# HELP heat_celsius Heat.
# TYPE heat_celsius gauge
heat_celsius -1.5
# HELP latency_seconds How long.
# TYPE latency_seconds histogram
latency_seconds_bucket{route="/a",le="0.5"} 1
latency_seconds_bucket{route="/a",le="1"} 1
latency_seconds_bucket{route="/a",le="+Inf"} 3
latency_seconds_sum{route="/a"} 6.25
latency_seconds_count{route="/a"} 3
# HELP orders_total Orders.
# TYPE orders_total counter
orders_total{kind="book"} 3
`,
  );
});

test("OpenMetrics names counters without _total, names units, writes bounds as floats and ends with EOF", () => {
  assert.equal(
    expositionOf(shop())(OPENMETRICS_1_0),
    `# TYPE heat_celsius gauge
# UNIT heat_celsius celsius
# HELP heat_celsius Heat.
heat_celsius -1.5
# TYPE latency_seconds histogram
# UNIT latency_seconds seconds
# HELP latency_seconds How long.
latency_seconds_bucket{route="/a",le="0.5"} 1
latency_seconds_bucket{route="/a",le="1.0"} 1
latency_seconds_bucket{route="/a",le="+Inf"} 3
latency_seconds_sum{route="/a"} 6.25
latency_seconds_count{route="/a"} 3
# TYPE orders counter
# HELP orders Orders.
orders_total{kind="book"} 3
# EOF
`,
  );
});

test("a counter's unit is named before _total, and left out where the name does not end in it", () => {
  const slab = new TestSlab();
  slab.single({ name: "cpu_seconds_total", type: "counter", unit: "seconds" });
  slab.single({ name: "wait_total", type: "counter", unit: "seconds" });
  const page = expositionOf(slab)(OPENMETRICS_1_0);
  assert.match(page, /# UNIT cpu_seconds seconds\n/);
  assert.doesNotMatch(page, /# UNIT wait/);
});

test("the page follows values, and series that come and go", () => {
  const slab = new TestSlab();
  const metric = slab.metric({ name: "orders_total", type: "counter", labels: ["kind"] });
  const book = slab.series(metric, ["book"]);
  const render = expositionOf(slab);
  const lines = () =>
    render(TEXT_0_0_4)
      .split("\n")
      .filter((line) => line.startsWith("orders"));
  assert.deepEqual(lines(), ['orders_total{kind="book"} 0']);
  book.cells[0] = 12;
  slab.series(metric, ["pen"]).cells[0] = 1;
  assert.deepEqual(lines(), ['orders_total{kind="book"} 12', 'orders_total{kind="pen"} 1']);
  slab.free(book);
  assert.deepEqual(lines(), ['orders_total{kind="pen"} 1']);
});

test("an exemplar follows its bucket in OpenMetrics only", () => {
  const slab = new TestSlab();
  const cells = slab.single({ ...latency, exemplars: true }, "/a");
  cells.cells.set([0, 1, 0, 0.7]);
  slab.exemplar(cells, 2, 1, [0.7, 1_700_000_000_123, 0x0af7651c, 0x916cd43d, 0xd8448eb2, 0x11c80319]);
  const render = expositionOf(slab);
  const exemplar = ' # {trace_id="0af7651c916cd43dd8448eb211c80319"} 0.7 1700000000.123\n';
  assert.ok(render(OPENMETRICS_1_0).includes(`le="1.0"} 1${exemplar}`));
  assert.equal(render(OPENMETRICS_1_0).split("trace_id").length, 2);
  assert.ok(!render(TEXT_0_0_4).includes("trace_id"));
});

test("an exemplar that is just being written, or lies in another bucket, is left out", () => {
  const slab = new TestSlab();
  const cells = slab.single({ ...latency, exemplars: true }, "/a");
  slab.exemplar(cells, 2, 1, [0.7, 1_700_000_000_123, 1, 2, 3, 4]);
  const render = expositionOf(slab);
  assert.ok(render(OPENMETRICS_1_0).includes("trace_id"));
  const firstOfBucket = 4 + 7;
  cells.cells[firstOfBucket + 3] = 99;
  assert.ok(!render(OPENMETRICS_1_0).includes("trace_id"));
  slab.exemplar(cells, 2, 1, [0.2, 1_700_000_000_123, 1, 2, 3, 4]);
  assert.ok(!render(OPENMETRICS_1_0).includes("trace_id"));
});

test("of exemplars of several threads the newest is shown", () => {
  const slabs = [new TestSlab(0), new TestSlab(1)];
  slabs.forEach((slab, i) => {
    const cells = slab.single({ ...latency, exemplars: true }, "/a");
    slab.exemplar(cells, 2, 0, [0.1, 1000 - i, i, 0, 0, 7]);
  });
  assert.match(expositionOf(...slabs)(OPENMETRICS_1_0), /trace_id="0{31}7"/);
});

test("every label value and help text reads back as it was, whatever characters it holds", () => {
  const text = fc.string({ unit: "binary", maxLength: 30 }).filter((value) => value.isWellFormed());
  const samples = fc.uniqueArray(fc.tuple(text, text), {
    selector: (pair) => JSON.stringify(pair),
    minLength: 1,
  });
  fc.assert(
    fc.property(samples, text, fc.constantFrom(TEXT_0_0_4, OPENMETRICS_1_0), (pairs, help, format) => {
      const slab = new TestSlab();
      const metric = slab.metric({ name: "m_total", type: "counter", labels: ["a", "b"], help });
      pairs.forEach((pair, i) => {
        slab.series(metric, pair).cells[0] = i;
      });
      const read = parse(expositionOf(slab)(format));
      assert.deepEqual(read, { help, samples: pairs.map(([a, b], i) => [{ a, b }, i]) });
    }),
  );
});

test("every number reads back as the same number", () => {
  const numbers = fc.array(fc.oneof(fc.double(), fc.integer(), fc.maxSafeInteger(), fc.constant(2 ** 31)), {
    minLength: 1,
  });
  fc.assert(
    fc.property(numbers, (values) => {
      const slab = new TestSlab();
      const metric = slab.metric({ name: "m", type: "gauge", labels: ["i"] });
      values.forEach((value, i) => {
        slab.series(metric, [String(i)]).cells[0] = value;
      });
      const lines = expositionOf(slab)(TEXT_0_0_4)
        .split("\n")
        .filter((line) => line.startsWith("m{"));
      const read = lines.map((line) => Number(line.slice(line.indexOf("} ") + 2).replace("Inf", "Infinity")));
      // Minus zero is written as 0, which is equal to it.
      assert.deepEqual(
        read,
        values.map((value) => value + 0),
      );
    }),
  );
});

/** A second reading of the format, by its grammar and not by how it is written. */
function parse(page: string) {
  const plain = (text: string) => text.replace(/\\([\\"n])/g, (_, c: string) => (c === "n" ? "\n" : c));
  const lines = page.split("\n");
  const help = lines.find((line) => line.startsWith("# HELP "))!.replace(/^# HELP \S+ /, "");
  const samples = lines
    .filter((line) => line.startsWith("m_total{"))
    .map((line) => {
      const [, a, b, value] = /^m_total\{a="((?:[^"\\]|\\.)*)",b="((?:[^"\\]|\\.)*)"\} (\d+)$/su.exec(line)!;
      return [{ a: plain(a!), b: plain(b!) }, Number(value)];
    });
  return { help: plain(help), samples };
}
