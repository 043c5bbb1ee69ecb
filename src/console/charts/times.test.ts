import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { clockTime, dateTime, inputTime, lasting, timeTicks } from "./times.ts";

const at = (hours: number, minutes: number, seconds = 0) =>
  new Date(2026, 2, 1, hours, minutes, seconds).getTime();

describe("times", () => {
  it("are written in 24 hours of the reader's time zone", () => {
    assert.equal(clockTime(at(14, 5)), "14:05:00");
    assert.equal(clockTime(at(0, 0)), "00:00:00");
    assert.equal(dateTime(at(14, 5, 9)), "2026-03-01 14:05:09");
  });

  it("for an input are read back as the same moment", () => {
    assert.equal(Date.parse(inputTime(at(23, 59, 58))), at(23, 59, 58));
  });

  it("of an axis show seconds only where ticks are seconds apart", () => {
    assert.deepEqual(timeTicks([at(14, 5), at(14, 5, 30)], 30_000), ["14:05:00", "14:05:30"]);
    assert.deepEqual(timeTicks([at(14, 5), at(14, 10)], 300_000), ["14:05", "14:10"]);
  });

  it("of an axis show the date where a day begins", () => {
    assert.deepEqual(timeTicks([at(0, 0), at(6, 0)], 6 * 3_600_000), ["03-01", "06:00"]);
  });
});

describe("lasting", () => {
  it("names the two largest units", () => {
    assert.equal(lasting(83_000), "1 min 23 s");
    assert.equal(lasting(2 * 86_400_000 + 3 * 3_600_000 + 59_000), "2 d 3 h");
  });

  it("leaves out what is zero", () => {
    assert.equal(lasting(3_600_000), "1 h");
    assert.equal(lasting(400), "0 s");
    assert.equal(lasting(-5000), "0 s");
  });
});
