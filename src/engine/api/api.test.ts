import assert from "node:assert/strict";
import { test } from "node:test";
import { API, engineFor, START_MS, TICK_MS } from "./test-engine.fixture.ts";

const requests = {
  name: "http_requests_total",
  type: "counter",
  labels: ["method", "endpoint", "status_code"],
} as const;
const duration = {
  name: "http_request_duration_seconds",
  type: "histogram",
  unit: "seconds",
  labels: ["method", "endpoint"],
  buckets: [0.1, 0.2],
} as const;

test("/metrics is text 0.0.4, or OpenMetrics when asked for, or gzip", async (t) => {
  const { slab, ask } = await engineFor(t);
  const metric = slab.metric({ name: "orders_total", type: "counter", labels: ["kind"] });
  for (let i = 0; i < 100; i++) slab.series(metric, [`kind ${i}`]).cells[0] = 5;
  const plain = await ask("/metrics");
  assert.equal(plain.headers["content-type"], "text/plain; version=0.0.4; charset=utf-8");
  assert.match(plain.text, /^orders_total\{kind="kind 99"\} 5$/m);
  const open = await ask("/metrics", { headers: { accept: "application/openmetrics-text" } });
  assert.equal(open.headers["content-type"], "application/openmetrics-text; version=1.0.0; charset=utf-8");
  assert.match(open.text, /# EOF\n$/);
  const zipped = await ask("/metrics", { headers: { "accept-encoding": "gzip" } });
  assert.equal(zipped.headers["content-encoding"], "gzip");
  assert.match(zipped.headers.vary ?? "", /accept, accept-encoding/);
  assert.match(zipped.text, /^farol_scrapes_total 3$/m);
});

test("scrapes at the same time do not mix", async (t) => {
  const { slab, ask } = await engineFor(t);
  const metric = slab.metric({ name: "orders_total", type: "counter", labels: ["kind"] });
  for (let i = 0; i < 5000; i++) slab.series(metric, [`kind ${i}`]).cells[0] = i;
  const headers = [{}, { accept: "application/openmetrics-text" }, { "accept-encoding": "gzip" }, {}];
  const pages = await Promise.all(headers.map((one) => ask("/metrics", { headers: one })));
  for (const { text } of pages) {
    const values = text.match(/^orders_total\{kind="kind \d+"\} \d+$/gm) ?? [];
    assert.deepEqual(
      values,
      Array.from({ length: 5000 }, (_, i) => `orders_total{kind="kind ${i}"} ${i}`),
    );
  }
});

test("health is one word, and one for each check", async (t) => {
  const { ask } = await engineFor(t);
  const { status, json } = await ask(`${API}/health`);
  assert.equal(status, 200);
  assert.deepEqual(json, {
    status: "ok",
    service: "shop",
    version: "1.2.3",
    uptimeSeconds: 0,
    score: null,
    checks: { applicationThread: "ok", engine: "ok", store: "ok", recording: "ok" },
  });
});

test("health is the lifecycle's while that is not ready", async (t) => {
  const { slab, ask } = await engineFor(t);
  slab.lifecycle("draining");
  assert.equal((await ask(`${API}/health`)).json.status, "draining");
  const ready = await ask("/health/ready");
  assert.deepEqual([ready.status, ready.json], [503, { status: "draining" }]);
  slab.lifecycle("ready");
  assert.equal((await ask("/health/ready")).status, 200);
});

test("faults of recording degrade health for five minutes", async (t) => {
  const { slab, ask, tick, clock } = await engineFor(t);
  slab.fault("overflow");
  slab.fault("invalid_value");
  tick();
  const { json } = await ask(`${API}/health/detailed`);
  assert.equal(json.status, "degraded");
  const check = json.checks.find(({ name }: { name: string }) => name === "recording");
  assert.equal(check.detail, "in the last 5 minutes: overflow 1, invalid_value 1");
  for (let passed = 0; passed <= 5 * 60_000; passed += TICK_MS) tick();
  assert.equal((await ask(`${API}/health`)).json.status, "ok");
  clock.advance(4 * TICK_MS);
  slab.pulse(clock.now());
  assert.equal((await ask(`${API}/health`)).json.checks.engine, "degraded");
});

test("a blocked thread is told by every health page, with its stack", async (t) => {
  const stacks = { take: async () => ({ kind: "taken" as const, frames: ["spin (file:///app.js:1:2)"] }) };
  const { clock, ask } = await engineFor(t, { stacks });
  assert.equal((await ask("/health/live")).json.status, "live");
  clock.advance(1500);
  const live = await ask("/health/live");
  assert.deepEqual(
    [live.status, live.json],
    [
      503,
      {
        status: "blocked",
        sinceMs: START_MS,
        blockedForMs: 1500,
        stack: ["spin (file:///app.js:1:2)"],
        detail: "The stack shows where it is.",
      },
    ],
  );
  const detailed = await ask(`${API}/health/detailed`);
  assert.deepEqual([detailed.status, detailed.json.status], [503, "blocked"]);
  assert.match(detailed.json.checks[0].detail, /^blocked for 1\.5 s\. .*\n {2}at spin/);
  const { status, json } = await ask("/health/ready");
  assert.deepEqual([status, json], [503, { status: "blocked" }]);
});

test("performance tells requests, errors and latency of each endpoint, the busiest first", async (t) => {
  const { slab, ask, tick } = await engineFor(t);
  const counter = slab.metric(requests);
  const histogram = slab.metric(duration);
  tick();
  slab.series(counter, ["GET", "/a", "200"]).cells[0] = 10;
  slab.series(counter, ["GET", "/a", "404"]).cells[0] = 3;
  slab.series(counter, ["POST", "/b", "200"]).cells[0] = 80;
  slab.series(counter, ["POST", "/b", "503"]).cells[0] = 20;
  slab.series(histogram, ["GET", "/a"]).cells.set([10, 3, 0, 1.3]);
  slab.series(histogram, ["POST", "/b"]).cells.set([0, 100, 0, 15]);
  tick();
  const { json } = await ask(`${API}/performance?range=100s`);
  assert.deepEqual(
    json.endpoints.map(({ endpoint }: { endpoint: string }) => endpoint),
    ["/b", "/a"],
  );
  const { p50Seconds, p95Seconds, p99Seconds, meanSeconds, ...b } = json.endpoints[0];
  assert.deepEqual(b, {
    method: "POST",
    endpoint: "/b",
    requests: 100,
    ratePerSecond: 1,
    errors: 20,
    clientErrors: 0,
    errorRatio: 0.2,
    minSeconds: 0.1,
    maxSeconds: 0.2,
  });
  assert.deepEqual(
    [p50Seconds, p95Seconds, p99Seconds, meanSeconds].map((value) => value.toFixed(3)),
    ["0.150", "0.195", "0.199", "0.150"],
  );
  assert.deepEqual([json.total.requests, json.total.errors, json.total.clientErrors], [113, 20, 3]);
  assert.equal(json.total.meanSeconds.toFixed(4), (16.3 / 113).toFixed(4));
});

test("performance of a service without requests is zeros and nulls", async (t) => {
  const { ask } = await engineFor(t);
  const { json } = await ask(`${API}/performance`);
  assert.deepEqual(json.endpoints, []);
  assert.deepEqual([json.total.requests, json.total.ratePerSecond, json.total.p99Seconds], [0, null, null]);
});

test("system info says what runs, and what the engine keeps", async (t) => {
  const { engine, ask, tick } = await engineFor(t, { startedAtMs: START_MS - 5000 });
  tick();
  const { json } = await ask(`${API}/system/info`);
  assert.deepEqual(
    [json.service, json.version, json.farolVersion, json.pid],
    ["shop", "1.2.3", "0.1.0", process.pid],
  );
  assert.deepEqual([json.uptimeSeconds, json.lifecycle, json.threads], [20, "ready", 1]);
  assert.equal(json.prometheusUrl, null);
  assert.deepEqual(json.engine, { port: engine.port, tickMs: TICK_MS, ticks: 2, series: 20, samples: 40 });
  assert.ok(json.memory.rssBytes > 0);
});

test("system info names the Prometheus that keeps history, without its credentials", async (t) => {
  const { ask } = await engineFor(t, { prometheusUrl: "http://user:secret@prometheus:9090/prefix/?token=a" });
  const { json } = await ask(`${API}/system/info`);
  assert.equal(json.prometheusUrl, "http://prometheus:9090/prefix");
});

test("a thread that is attached later is counted", async (t) => {
  const { engine, ask } = await engineFor(t);
  const { TestSlab } = await import("../slab/test-slab.fixture.ts");
  const worker = new TestSlab(9);
  worker.single({ name: "orders_total", type: "counter" }).cells[0] = 4;
  engine.attach(worker.memory);
  assert.match((await ask("/metrics")).text, /^orders_total 4$/m);
});
