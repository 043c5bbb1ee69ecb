import assert from "node:assert/strict";
import { test } from "node:test";
import { alertTests } from "./alert-tests.ts";
import { counter, gauge } from "./metric.ts";
import { counterAt, gaugeAt } from "./test-levels.ts";

const fill = gauge({ name: "queue_fill_ratio", help: "How full it is." });
const jobs = counter({ name: "jobs_total", help: "Jobs.", labels: { outcome: ["ok", "error"] } });

const ofGauge = alertTests({
  for: "1m",
  levels: (share: number) => [gaugeAt(fill, {}, share)],
  firesAt: 0.9,
  silentAt: 0.7,
});

test("an alert is shown to fire, to be silent, to wait and to clear, each with a name and a place", () => {
  assert.deepEqual(
    ofGauge.map(({ shows, name }) => [shows, name]),
    [
      ["fires", "past its threshold"],
      ["silent", "short of its threshold"],
      ["boundary", "after 1m and not before"],
      ["clears", "when it is over"],
    ],
  );
  for (const { place } of ofGauge) assert.match(place.file, /alert-tests\.test\.ts$/);
});

test("of a gauge, the `for` begins with the first bad sample and the end with the first good one", () => {
  const [, silent, boundary, clears] = ofGauge;
  const series = "queue_fill_ratio";
  assert.deepEqual(silent!.input, [{ series, values: "0.7x5" }]);
  assert.deepEqual(boundary!.expect, [
    { at: "45s", firing: [] },
    { at: "1m", firing: [{}] },
  ]);
  assert.deepEqual(clears!.input, [{ series, values: "0.9x5 0.7x1" }]);
  assert.deepEqual(clears!.expect, [
    { at: "75s", firing: [{}] },
    { at: "105s", firing: [] },
  ]);
});

test("of counters, it takes two samples to begin and the window to end, from what was before on", () => {
  const [fires, , boundary, clears] = alertTests({
    ...{ for: "2m", window: "5m", interval: "1m" },
    before: { at: 0, lasts: "10m" },
    levels: (errors: number) => [counterAt(jobs, { outcome: "error" }, errors)],
    firesAt: 6,
    silentAt: 5,
    firing: [{ outcome: "error" }],
  });
  const series = 'jobs_total{outcome="error"}';
  assert.deepEqual(fires!.input, [{ series, values: "1000000+0x9 1000000+6x4" }]);
  assert.deepEqual(boundary!.expect, [
    { at: "12m", firing: [] },
    { at: "13m", firing: [{ outcome: "error" }] },
  ]);
  assert.deepEqual(clears!.input, [{ series, values: "1000000+0x9 1000000+6x4 1000030+0x5" }]);
  assert.deepEqual(clears!.expect.at(-1), { at: "20m", firing: [] });
});

test("where the whole window has to be bad, a version of Prometheus may see that an interval sooner", () => {
  const [fires, , boundary] = alertTests({
    ...{ for: "2m", window: "5m", seenAfter: "5m", interval: "1m" },
    levels: (perMinute: number) => [counterAt(jobs, { outcome: "error" }, perMinute)],
    firesAt: 6,
    silentAt: 5,
  });
  assert.deepEqual(fires!.expect, [{ at: "8m", firing: [{}] }]);
  assert.deepEqual(boundary!.expect, [
    { at: "5m", firing: [] },
    { at: "7m", firing: [{}] },
  ]);
});

test("an alert without `for` is silent until things turn bad, and fires when its window has seen it", () => {
  const boundary = alertTests({
    window: "1m",
    levels: (perMinute: number) => [counterAt(jobs, { outcome: "error" }, perMinute)],
    firesAt: 4,
    silentAt: 0,
  })[2]!;
  assert.equal(boundary.name, "as soon as things turn bad");
  assert.deepEqual(boundary.input[0]!.values, "1000000+0x2 1000000+1x4");
  assert.deepEqual(boundary.expect, [
    { at: "30s", firing: [] },
    { at: "105s", firing: [{}] },
  ]);
});

test("with little traffic, counters count as little, gauges are as bad, and it is silent", () => {
  const few = alertTests({
    window: "5m",
    levels: (share: number) => [counterAt(jobs, { outcome: "error" }, 40 * share), gaugeAt(fill, {}, share)],
    firesAt: 0.5,
    silentAt: 0.4,
    littleTraffic: 0.1,
  }).at(-1)!;
  assert.equal(few.shows, "silent");
  assert.deepEqual(
    few.input.map(({ values }) => values),
    ["1000000+0.5x2", "0.5x2"],
  );
  assert.deepEqual(few.expect, [{ at: "30s", firing: [] }]);
});

test("what is the matter besides is tested at the same moments, under its own name", () => {
  const [fires, silent] = alertTests({
    for: "1m",
    levels: (share: number) => [gaugeAt(fill, {}, share)],
    firesAt: 0.9,
    silentAt: 0.7,
    alsoFiresAt: { "it is full": 1 },
    alsoSilentAt: { "it is empty": 0 },
  }).slice(4);
  assert.deepEqual([fires!.shows, fires!.name, fires!.input[0]!.values], ["fires", "it is full", "1x5"]);
  assert.deepEqual(fires!.expect, [{ at: "75s", firing: [{}] }]);
  assert.deepEqual([silent!.shows, silent!.name, silent!.input[0]!.values], ["silent", "it is empty", "0x5"]);
  assert.deepEqual(silent!.expect, [
    { at: "1m", firing: [] },
    { at: "75s", firing: [] },
  ]);
});
