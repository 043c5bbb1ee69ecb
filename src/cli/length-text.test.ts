import assert from "node:assert/strict";
import { it } from "node:test";
import { lengthText, timeText } from "./length-text.ts";

it("a length is told by its two greatest units", () => {
  const table = { 0: "0s", 999: "999ms", 45000: "45s", 725000: "12m 5s", 720000: "12m", 3605000: "1h" };
  for (const [ms, text] of Object.entries({ ...table, 187200000: "2d 4h", [-5]: "0s" }))
    assert.equal(lengthText(Number(ms)), text);
});

it("a moment is told to the second", () => {
  assert.equal(timeText(1_700_000_000_123), "2023-11-14T22:13:20Z");
});
