import assert from "node:assert/strict";
import { test } from "node:test";
import { API, engineFor, START_MS, TICK_MS } from "./test-engine.fixture.ts";

const duration = {
  name: "http_request_duration_seconds",
  type: "histogram",
  unit: "seconds",
  labels: ["method", "endpoint"],
  buckets: [0.1, 0.2],
} as const;

test("metrics are listed by name, page by page", async (t) => {
  const { slab, ask } = await engineFor(t);
  slab.single({ name: "aa_bytes", type: "gauge", unit: "bytes", help: "First." });
  const first = (await ask(`${API}/metrics?limit=2`)).json;
  assert.deepEqual(first.items[0], {
    name: "aa_bytes",
    type: "gauge",
    unit: "bytes",
    help: "First.",
    series: 1,
  });
  const rest = (await ask(`${API}/metrics?cursor=${first.nextCursor}`)).json;
  assert.equal(rest.nextCursor, null);
  assert.equal(first.items.length + rest.items.length, 10);
});

test("the samples of a metric are the last 1000 of each series, or those of a range", async (t) => {
  const { slab, ask, tick } = await engineFor(t);
  const { cells } = slab.single({ name: "orders_total", type: "counter", labels: ["kind"] }, "book");
  for (let i = 1; i <= 1100; i++) {
    cells[0] = i;
    tick();
  }
  const { json } = await ask(`${API}/metrics/orders_total`);
  const [series] = json.series;
  assert.deepEqual(
    [series.name, series.labels, series.samples.length],
    ["orders_total", { kind: "book" }, 1000],
  );
  assert.deepEqual(series.samples.at(-1), [START_MS + 1100 * TICK_MS, 1100]);
  const all = (await ask(`${API}/metrics/orders_total?limit=5760`)).json.series[0].samples;
  assert.equal(all.length, 1100);
  const minute = (await ask(`${API}/metrics/orders_total?range=1m`)).json.series[0].samples;
  assert.deepEqual(
    minute.map(([, value]: [number, number]) => value),
    [1096, 1097, 1098, 1099, 1100],
  );
  const start = new Date(START_MS + TICK_MS).toISOString();
  const end = (START_MS + 2 * TICK_MS) / 1000;
  const between = (await ask(`${API}/metrics/orders_total?start=${start}&end=${end}`)).json.series[0].samples;
  assert.deepEqual(between, [
    [START_MS + TICK_MS, 1],
    [START_MS + 2 * TICK_MS, 2],
  ]);
});

test("series come a hundred a page, and those that match only when asked", async (t) => {
  const { slab, ask, tick } = await engineFor(t);
  const metric = slab.metric({ name: "orders_total", type: "counter", labels: ["kind"] });
  for (let i = 0; i < 150; i++) slab.series(metric, [`k/${i} &`]);
  tick();
  const first = (await ask(`${API}/metrics/orders_total`)).json;
  const second = (await ask(`${API}/metrics/orders_total?cursor=${first.nextCursor}`)).json;
  assert.deepEqual([first.series.length, second.series.length, second.nextCursor], [100, 50, null]);
  const matched = (await ask(`${API}/metrics/orders_total?match[kind]=${encodeURIComponent("k/7 &")}`)).json;
  assert.deepEqual(
    matched.series.map(({ labels }: { labels: object }) => labels),
    [{ kind: "k/7 &" }],
  );
});

test("a gauge's values, a counter's rate and a histogram's quantiles are told at regular steps", async (t) => {
  const { slab, ask, tick } = await engineFor(t);
  const gauge = slab.single({ name: "queue_length", type: "gauge", labels: ["q"] }, "a").cells;
  const counter = slab.single({ name: "orders_total", type: "counter", labels: ["kind"] }, "book").cells;
  const histogram = slab.single(duration, "GET", "/").cells;
  tick();
  for (let i = 0; i <= 20; i++) {
    gauge[0] = i;
    counter[0]! += 30;
    histogram[0]! += 9;
    histogram[1]! += 1;
    tick();
  }
  const at = async (query: string) => (await ask(`${API}/metrics/${query}&range=2m&step=30s`)).json;
  const value = await at("queue_length?view=value&by=");
  assert.equal(value.stepMs, 30_000);
  assert.deepEqual(value.series, [{ labels: {}, values: [12, 14, 16, 18, 20] }]);
  assert.deepEqual(value.timestampsMs.at(-1), value.range.endMs);
  const rate = await at("orders_total?view=rate");
  assert.deepEqual(rate.series, [{ labels: { kind: "book" }, values: [2, 2, 2, 2, 2] }]);
  const quantiles = await at("http_request_duration_seconds?view=quantiles&by=endpoint&q=0.5,0.95");
  assert.deepEqual(
    quantiles.series.map(({ labels }: { labels: object }) => labels),
    [
      { endpoint: "/", quantile: "0.5" },
      { endpoint: "/", quantile: "0.95" },
    ],
  );
  assert.ok(Math.abs(quantiles.series[1].values[0] - 0.15) < 1e-9);
  const observations = await at("http_request_duration_seconds?view=rate&by=");
  assert.ok(Math.abs(observations.series[0].values[0] - 10 / 15) < 1e-9);
});

test("a step as long as the range gives one answer for all of it, at its end", async (t) => {
  const { slab, ask, tick } = await engineFor(t);
  const { cells } = slab.single({ name: "orders_total", type: "counter" });
  for (let i = 0; i < 20; i++) {
    cells[0]! += i;
    tick();
  }
  const { json } = await ask(`${API}/metrics/orders_total?view=rate&range=100s&step=100s`);
  assert.deepEqual(
    [json.timestampsMs, json.stepMs, json.series[0].values.length],
    [[json.range.endMs], 100_000, 1],
  );
});

test("what is absent or no number is null", async (t) => {
  const { slab, ask, tick } = await engineFor(t);
  slab.single({ name: "ratio", type: "gauge" }).cells[0] = NaN;
  tick();
  const view = (await ask(`${API}/metrics/ratio?view=value&range=1m&step=15s`)).json;
  assert.deepEqual(view.series[0].values, [null, null, null, null, null]);
  const samples = (await ask(`${API}/metrics/ratio`)).json;
  assert.deepEqual(samples.series[0].samples, [[START_MS + TICK_MS, null]]);
});
