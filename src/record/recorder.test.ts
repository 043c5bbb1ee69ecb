import assert from "node:assert/strict";
import { test } from "node:test";
import { counter, gauge, histogram } from "../define/index.ts";
import { HeaderFloat, HeaderInt, headerViews, LIFECYCLE, unboundedLabel } from "../model/index.ts";
import { instrumentsOf } from "./instruments.ts";
import { looped } from "./series-finder.ts";
import { slabFixture } from "./slab.fixture.ts";

const jobs = counter({ name: "jobs_total", help: "Jobs.", labels: { queue: ["a", "b"] } });

test("a declaration has one instrument, also when it is declared again in the same words", () => {
  const { recorder } = slabFixture();
  const again = counter({ name: "jobs_total", help: "Jobs.", labels: { queue: ["a", "b"] } });
  assert.equal(recorder.counter(jobs), recorder.counter(jobs));
  assert.equal(recorder.counter(jobs) as unknown, recorder.counter(again));
});

test("two different declarations of one name are refused", () => {
  const { recorder } = slabFixture();
  recorder.counter(jobs);
  const others = [
    counter({ name: "jobs_total", help: "Jobs.", labels: { queue: ["a"] } }),
    counter({ name: "jobs_total", help: "Jobs.", labels: { queue: unboundedLabel } }),
  ];
  for (const other of others) {
    assert.throws(() => recorder.counter(other as never), { code: "FAROL_METRIC_CONFLICT" });
  }
});

test("closed sets whose combinations exceed the cap are refused", () => {
  const { recorder } = slabFixture();
  const digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
  const wide = counter({
    name: "wide_total",
    help: "Wide.",
    labels: { a: digits, b: digits },
    maxSeries: 99,
  });
  assert.throws(() => recorder.counter(wide), { code: "FAROL_CLOSED_SET_SIZE" });
});

test("instruments come under the keys of their declarations", () => {
  const { recorder, cells } = slabFixture();
  const { depth, waits } = instrumentsOf(recorder, {
    depth: gauge({ name: "depth", help: "Depth.", labels: { queue: ["a"] } }),
    waits: histogram({ name: "waits_seconds", help: "Waits.", buckets: [1] }),
  });
  depth.set({ queue: "a" }, 4);
  waits.observe(2);
  assert.deepEqual(cells("depth", ["a"]), [4]);
  assert.deepEqual(cells("waits_seconds", [], 3), [0, 1, 2]);
});

test("wrong label names and values do not compile", () => {
  const { recorder } = slabFixture();
  const instrument = recorder.counter(jobs);
  const compiles = () => {
    instrument.inc({ queue: "a" });
    // @ts-expect-error no such value
    instrument.inc({ queue: "c" });
    // @ts-expect-error no such label
    instrument.inc({ queue: "a", shard: "1" });
    // @ts-expect-error a label is missing
    instrument.inc({});
  };
  assert.doesNotThrow(compiles);
});

test("the lookup without code generation finds the same series", () => {
  const tree = new Map([["a", new Map([["b", "found"]])]]);
  const find = looped<string>(tree, ["x", "y"]);
  assert.equal(find({ y: "b", x: "a" }), "found");
  assert.equal(find({ x: "a", y: "c" }), undefined);
  assert.equal(find({ x: "c", y: "b" }), undefined);
});

test("the header tells the pulse, the lifecycle and the end", () => {
  const { slab } = slabFixture();
  const { ints, floats } = headerViews(slab.memory.header);
  slab.pulse(1234);
  slab.lifecycle = "draining";
  slab.end();
  assert.equal(floats[HeaderFloat.pulseMs], 1234);
  assert.equal(LIFECYCLE[ints[HeaderInt.lifecycle]!], "draining");
  assert.equal(ints[HeaderInt.ended], 1);
});
