import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { counter, gauge, histogram } from "farol/define";
import { startEngine } from "farol/engine";
import { ManualClock, silentLogger, unboundedLabel } from "farol/model";
import { SlabWriter, ThreadRecorder } from "farol/record";

const HOUR_MS = 3_600_000;
const visits = counter({ name: "visits_total", help: "Visits.", labels: { page: unboundedLabel } });
const load = gauge({ name: "load_ratio", help: "Load." });
const waits = histogram({ name: "waits_seconds", help: "Waits.", buckets: [0.5, 1], exemplars: true });

/** Recorders of so many threads, read by one engine, all on one clock that stands still. */
async function observed(context: TestContext, threads = 1) {
  const clock = new ManualClock(1_700_000_000_000);
  const slabs = Array.from({ length: threads }, (_, id) => new SlabWriter(id));
  const recorders = slabs.map((slab) => new ThreadRecorder(slab, clock));
  const engine = await startEngine({
    service: "test",
    version: "1",
    farolVersion: "1",
    tickMs: 3_600_000,
    port: 0,
    clock,
    logger: silentLogger,
    collect() {},
    threads: slabs.map(({ memory }) => memory),
    requestExpiry: (threadId, idle) => recorders[threadId]!.expire(idle),
  });
  context.after(() => engine.close());
  const page = async (accept = "text/plain") => {
    const answer = await fetch(`http://127.0.0.1:${engine.port}/metrics`, { headers: { accept } });
    return (await answer.text()).split("\n");
  };
  const lines = async (name: string) => (await page()).filter((line) => line.startsWith(name));
  return { clock, slabs, recorders, engine, page, lines };
}

test("what is recorded is on the page at the next scrape, without the recording thread's help", async (context) => {
  const { recorders, lines } = await observed(context);
  const instrument = recorders[0]!.counter(visits);
  instrument.inc({ page: 'say "hi"\n\\' }, 2);
  recorders[0]!.histogram(waits).observe(0.7);
  assert.deepEqual(await lines("visits_total"), ['visits_total{page="say \\"hi\\"\\n\\\\"} 2']);
  assert.deepEqual(await lines("waits_seconds"), [
    'waits_seconds_bucket{le="0.5"} 0',
    'waits_seconds_bucket{le="1"} 1',
    'waits_seconds_bucket{le="+Inf"} 1',
    "waits_seconds_sum 0.7",
    "waits_seconds_count 1",
  ]);
});

test("threads are summed; one that ends leaves its counts and takes its gauges away", async (context) => {
  const { recorders, slabs, lines } = await observed(context, 2);
  recorders.forEach((recorder, i) => {
    recorder.counter(visits).inc({ page: "/" }, i + 1);
    recorder.gauge(load).set(10 * (i + 1));
  });
  assert.deepEqual(await lines("visits_total"), ['visits_total{page="/"} 3']);
  assert.deepEqual(await lines("load_ratio"), ["load_ratio 30"]);
  slabs[1]!.end();
  assert.deepEqual(await lines("visits_total"), ['visits_total{page="/"} 3']);
  assert.deepEqual(await lines("load_ratio"), ["load_ratio 10"]);
});

test("a series that nothing wrote for a day is forgotten, its cells serve another, and its handle begins anew", async (context) => {
  const { clock, recorders, engine, lines } = await observed(context);
  const instrument = recorders[0]!.counter(visits);
  const idle = instrument.series({ page: "/idle" });
  idle.inc(5);
  for (let hour = 0; hour <= 25; hour++) {
    instrument.inc({ page: "/busy" });
    engine.tick();
    clock.advance(HOUR_MS);
  }
  assert.deepEqual(await lines("visits_total"), ['visits_total{page="/busy"} 26']);
  instrument.inc({ page: "/new" });
  idle.inc();
  assert.deepEqual(await lines("visits_total"), [
    'visits_total{page="/busy"} 26',
    'visits_total{page="/new"} 1',
    'visits_total{page="/idle"} 1',
  ]);
});

test("an exemplar carries the trace id in OpenMetrics", async (context) => {
  const { recorders, clock, page } = await observed(context);
  const traceId = "0af7651916cd43dd8448eb211c80319c";
  recorders[0]!.histogram(waits).observeTraced(0.7, traceId);
  const lines = await page("application/openmetrics-text;version=1.0.0");
  const at = clock.now() / 1000;
  assert.ok(
    lines.includes(`waits_seconds_bucket{le="1.0"} 1 # {trace_id="${traceId}"} 0.7 ${at}`),
    lines.join("\n"),
  );
});

test("what could not be recorded is counted by kind", async (context) => {
  const { recorders, lines } = await observed(context);
  recorders[0]!.counter(visits).inc({ page: "/" }, -1);
  assert.ok(
    (await lines("farol_recording_faults_total")).includes(
      'farol_recording_faults_total{kind="invalid_value"} 1',
    ),
  );
});
