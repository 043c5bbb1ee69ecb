import assert from "node:assert/strict";
import { test } from "node:test";
import { above, below, percentText, secondsText } from "./limit.ts";

test("an alert is tested just past its threshold and just short of it", () => {
  assert.deepEqual(above(0.1), { firesAt: 0.102, silentAt: 0.098 });
  assert.deepEqual(below(0.6), { firesAt: 0.588, silentAt: 0.612 });
});

test("limits read as people write them", () => {
  assert.deepEqual([0.05, 0.001, 0.07].map(percentText), ["5 %", "0.1 %", "7 %"]);
  assert.deepEqual([0.1, 0.5, 1, 30].map(secondsText), ["100 ms", "500 ms", "1 s", "30 s"]);
});
