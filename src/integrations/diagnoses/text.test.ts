import assert from "node:assert/strict";
import { test } from "node:test";
import { counted, countText, durationText, shareText, timeText } from "./index.ts";

test("numbers are written as people read them", () => {
  assert.deepEqual([0, 999, 1240, 1234567].map(countText), ["0", "999", "1,240", "1,234,567"]);
  assert.deepEqual([counted(1, "call"), counted(2, "call")], ["1 call", "2 calls"]);
  assert.equal(counted(2, "checkout waits", "checkouts wait"), "2 checkouts wait");
  assert.equal(shareText(0.618), "62 %");
});

test("durations are written in the unit that says enough", () => {
  const durations = [0.31, 9.96, 310.4, 4200, 42_100, 119_999, 400_000, 7_200_000];
  assert.deepEqual(durations.map(durationText), [
    ...["0.3 ms", "10 ms", "310 ms", "4.2 s", "42 s", "120 s", "7 min", "2 h"],
  ]);
  assert.equal(timeText(Date.UTC(2026, 0, 1, 9, 14, 3)), "09:14:03 UTC");
});
