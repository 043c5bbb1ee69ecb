import assert from "node:assert/strict";
import { test } from "node:test";
import { gauge } from "../define/index.ts";
import { unboundedLabel } from "../model/index.ts";
import { slabFixture } from "./slab.fixture.ts";

const connections = gauge({ name: "connections", help: "Open.", labels: { pool: unboundedLabel } });

test("a gauge holds what was set last, and counts its writes", () => {
  const { recorder, cells } = slabFixture();
  const series = recorder.gauge(connections).series({ pool: "a" });
  series.set(5);
  series.add();
  series.add(-3);
  assert.deepEqual(cells("connections", ["a"], 2), [3, 3]);
});

test("a gauge may be NaN or infinite, but nothing that is not a number", () => {
  const { recorder, cells, faults } = slabFixture();
  const instrument = recorder.gauge(connections);
  instrument.set({ pool: "a" }, Number.NaN);
  instrument.set({ pool: "b" }, Number.NEGATIVE_INFINITY);
  instrument.set({ pool: "c" }, "5" as never);
  assert.deepEqual(cells("connections", ["a"]), [Number.NaN]);
  assert.deepEqual(cells("connections", ["b"]), [Number.NEGATIVE_INFINITY]);
  assert.equal(cells("connections", ["c"]), undefined);
  assert.equal(faults("invalid_value"), 1);
});

test("a gauge without labels is absent until somebody looked", () => {
  const { recorder, cells } = slabFixture();
  const depth = recorder.gauge(gauge({ name: "queue_depth", help: "Waiting." }));
  assert.equal(cells("queue_depth", []), undefined);
  depth.set(0);
  assert.deepEqual(cells("queue_depth", []), [0]);
});

test("a gauge of closed sets exists at 0 in every state", () => {
  const { recorder, seriesOf } = slabFixture();
  recorder.gauge(gauge({ name: "breaker_state", help: "State.", labels: { state: ["open", "closed"] } }));
  assert.deepEqual(seriesOf("breaker_state"), [["open"], ["closed"]]);
});
