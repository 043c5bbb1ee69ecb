import assert from "node:assert/strict";
import { test } from "node:test";
import { counter } from "../define/index.ts";
import { unboundedLabel } from "../model/index.ts";
import { slabFixture } from "./slab.fixture.ts";

const requests = counter({
  name: "requests_total",
  help: "Requests.",
  labels: { method: ["GET", "POST"], path: unboundedLabel },
});
const outcomes = counter({
  name: "outcomes_total",
  help: "Outcomes.",
  labels: { kind: ["ok", "other"], size: ["s", "l"] },
});

test("a counter adds up what was counted, by labels and by a series that was kept", () => {
  const { recorder, cells } = slabFixture();
  const instrument = recorder.counter(requests);
  const kept = instrument.series({ method: "GET", path: "/a" });
  kept.inc();
  kept.inc(2.5);
  instrument.inc({ path: "/a", method: "GET" });
  assert.deepEqual(cells("requests_total", ["GET", "/a"]), [4.5]);
});

test("every combination of closed sets exists at 0 before anything is counted", () => {
  const { recorder, seriesOf, cells } = slabFixture();
  recorder.counter(outcomes);
  assert.deepEqual(seriesOf("outcomes_total"), [
    ["ok", "s"],
    ["ok", "l"],
    ["other", "s"],
    ["other", "l"],
  ]);
  assert.deepEqual(cells("outcomes_total", ["other", "l"]), [0]);
});

test("a counter without labels exists at 0", () => {
  const { recorder, cells } = slabFixture();
  const instrument = recorder.counter(counter({ name: "starts_total", help: "Starts." }));
  assert.deepEqual(cells("starts_total", []), [0]);
  instrument.inc();
  assert.deepEqual(cells("starts_total", []), [1]);
});

test("what is not a number from 0 on is a fault, not a count", () => {
  const { recorder, cells, faults } = slabFixture();
  const series = recorder.counter(requests).series({ method: "GET", path: "/a" });
  for (const wrong of [-1, Number.NaN, Number.POSITIVE_INFINITY, "7" as never, {} as never])
    series.inc(wrong);
  assert.deepEqual(cells("requests_total", ["GET", "/a"]), [0]);
  assert.equal(faults("invalid_value"), 5);
});

test("a value outside a closed set is counted as other, where the set has it", () => {
  const { recorder, cells, seriesOf } = slabFixture();
  const instrument = recorder.counter(outcomes);
  for (let i = 0; i < 3; i++) instrument.inc({ kind: `new ${i}` as "ok", size: "l" });
  assert.deepEqual(cells("outcomes_total", ["other", "l"]), [3]);
  assert.equal(seriesOf("outcomes_total").length, 4);
});

test("a value that no closed set has a place for goes to the overflow series and is a fault", () => {
  const { recorder, cells, faults } = slabFixture();
  recorder.counter(requests).inc({ method: "BREW" as "GET", path: "/pot" });
  assert.deepEqual(cells("requests_total", ["overflow", "overflow"]), [1]);
  assert.equal(faults("unknown_label_value"), 1);
});

test("nothing that a caller without types passes makes recording throw", () => {
  const { recorder, faults } = slabFixture();
  const instrument = recorder.counter(requests);
  const hostile = {
    get method(): string {
      throw new Error("no");
    },
  };
  const wrong = [null, undefined, 7, {}, { method: "GET" }, { method: "GET", path: Symbol("x") }, hostile];
  for (const labels of wrong) instrument.inc(labels as never);
  assert.equal(faults("unknown_label_value"), wrong.length);
});
