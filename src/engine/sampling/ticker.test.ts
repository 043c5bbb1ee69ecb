import assert from "node:assert/strict";
import { test } from "node:test";
import { tickAt, timeOfTick, untilNextTick } from "./ticker.ts";

test("ticks are whole multiples of the tick's length", () => {
  assert.equal(untilNextTick(10_400, 1000), 600);
  assert.equal(untilNextTick(10_000, 1000), 1000);
});

test("a timer that fires a little early does not tick twice", () => {
  assert.equal(tickAt(9_999, 1000), 10);
  assert.equal(untilNextTick(9_999, 1000), 1001);
});

test("a timer that fires a little late does not shift the ones after it", () => {
  assert.equal(tickAt(10_300, 1000), 10);
  assert.equal(untilNextTick(10_300, 1000), 700);
});

test("a tick counts for the time that it was due at, unless it comes more than half a tick late", () => {
  assert.deepEqual(
    [9_999, 10_000, 10_499, 10_500, 9_000].map((nowMs) => timeOfTick(nowMs, 10_000, 1000)),
    [10_000, 10_000, 10_000, 10_500, 9_000],
  );
});
