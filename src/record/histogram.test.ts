import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { histogram } from "../define/index.ts";
import { EXEMPLAR_CELLS, exemplarCheck } from "../model/index.ts";
import { Buckets } from "./buckets.ts";
import { slabFixture } from "./slab.fixture.ts";

const latency = histogram({
  name: "latency_seconds",
  help: "Latency.",
  buckets: [0.1, 1, 10],
  exemplars: true,
});
const TRACE = "0af7651916cd43dd8448eb211c80319c";

test("an observation counts in the first bucket whose bound it does not exceed, and in the sum", () => {
  const { recorder, cells } = slabFixture();
  const series = recorder.histogram(latency);
  for (const value of [0.1, 0.5, 1, 9, 10, 11, -2]) series.observe(value);
  assert.deepEqual(cells("latency_seconds", [], 5), [2, 2, 2, 1, 29.6]);
});

test("the bucket found is the one a plain search finds, for any bounds and any value", () => {
  const number = fc.double({ noNaN: true });
  const bounds = fc
    .uniqueArray(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 40 })
    .map((them) => [...new Set(them.map((it) => it + 0))].sort((a, b) => a - b));
  fc.assert(
    fc.property(bounds, fc.array(number, { minLength: 1 }), (them, values) => {
      const buckets = new Buckets(them);
      for (const value of [...values, ...them]) {
        const plain = them.findIndex((bound) => value <= bound);
        assert.equal(buckets.indexOf(value), plain < 0 ? them.length : plain, `${value} in ${them}`);
      }
    }),
  );
});

test("the neighbors of every bound fall on the right side of it", () => {
  const bounds = [0.001, 0.0025, 0.005, 0.25, 1, 2.5, 1024];
  const buckets = new Buckets(bounds);
  bounds.forEach((bound, i) => {
    assert.equal(buckets.indexOf(bound * (1 - Number.EPSILON)), i);
    assert.equal(buckets.indexOf(bound), i);
    assert.equal(buckets.indexOf(bound * (1 + Number.EPSILON)), i + 1);
  });
});

test("NaN and what is not a number is a fault and changes nothing", () => {
  const { recorder, cells, faults } = slabFixture();
  const series = recorder.histogram(latency);
  series.observe(Number.NaN);
  series.observe("1" as never);
  assert.deepEqual(cells("latency_seconds", [], 5), [0, 0, 0, 0, 0]);
  assert.equal(faults("invalid_value"), 2);
});

test("a traced observation is its bucket's exemplar, whole", () => {
  const { recorder, cells, clock } = slabFixture();
  const series = recorder.histogram(latency);
  series.observeTraced(0.05, "f".repeat(32));
  series.observeTraced(0.5, TRACE);
  const ids = [0x0af76519, 0x16cd43dd, 0x8448eb21, 0x1c80319c] as const;
  const all = cells("latency_seconds", [], 5 + 4 * EXEMPLAR_CELLS)!;
  const second = all.slice(5 + EXEMPLAR_CELLS, 5 + 2 * EXEMPLAR_CELLS);
  assert.deepEqual(second, [0.5, clock.now(), ...ids, exemplarCheck(clock.now(), ...ids)]);
});

test("what is not a trace id is observed without an exemplar", () => {
  const { recorder, cells } = slabFixture();
  const series = recorder.histogram(latency);
  for (const id of ["", "xyz", TRACE.toUpperCase(), `${TRACE}0`, undefined as never])
    series.observeTraced(0.5, id);
  const all = cells("latency_seconds", [], 5 + 4 * EXEMPLAR_CELLS)!;
  assert.equal(all[1], 5);
  assert.ok(all.slice(5).every((cell) => cell === 0));
});
