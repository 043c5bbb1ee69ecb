import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { rateWindowFor, stepFor } from "./resolution.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

describe("the step of a chart", () => {
  it("is the shortest round time that gives at most 288 points", () => {
    const table = [
      [SECOND, SECOND],
      [288 * SECOND, SECOND],
      [288 * SECOND + 1, 2 * SECOND],
      [5 * MINUTE, 2 * SECOND],
      [15 * MINUTE, 5 * SECOND],
      [60 * MINUTE, 15 * SECOND],
      [6 * 60 * MINUTE, 2 * MINUTE],
      [DAY, 5 * MINUTE],
      [30 * DAY, 3 * 60 * MINUTE],
      [365 * DAY, 2 * DAY],
    ] as const;
    for (const [lengthMs, stepMs] of table) assert.equal(stepFor(lengthMs, SECOND), stepMs, `${lengthMs} ms`);
  });

  it("is no shorter than samples are apart", () => {
    assert.equal(stepFor(5 * MINUTE, 15 * SECOND), 15 * SECOND);
    assert.equal(stepFor(5 * MINUTE, 7 * SECOND), 7 * SECOND);
    assert.equal(stepFor(DAY, 15 * SECOND), 5 * MINUTE);
  });
});

describe("the window of a rate", () => {
  it("holds four samples, and reaches back past the point before", () => {
    assert.equal(rateWindowFor(15 * SECOND, 15 * SECOND), MINUTE);
    assert.equal(rateWindowFor(45 * SECOND, 15 * SECOND), MINUTE);
    assert.equal(rateWindowFor(5 * MINUTE, 15 * SECOND), 5 * MINUTE + 15 * SECOND);
    assert.equal(rateWindowFor(SECOND, SECOND), 4 * SECOND);
  });
});
