import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { timesOf, windowOf } from "./window.ts";

describe("a window", () => {
  it("ends now and is as long as the preset", () => {
    const window = windowOf({ kind: "last", preset: "15m" }, 1_000_000_007_499, 1000);
    assert.deepEqual(window, {
      startMs: 999_999_107_499,
      endMs: 1_000_000_007_499,
      newestMs: 1_000_000_007_499,
      stepMs: 5000,
      rateWindowMs: 6000,
    });
  });

  it("stands still between two chosen moments", () => {
    const { startMs, endMs, newestMs } = windowOf(
      { kind: "between", startMs: 1234, endMs: 61_234 },
      1e12,
      1000,
    );
    assert.deepEqual([startMs, endMs, newestMs], [1234, 61_234, 61_234]);
  });
});

describe("the newest sample of a window", () => {
  const newest = (startMs: number, endMs: number) =>
    windowOf({ kind: "between", startMs, endMs }, 50_600, 1000).newestMs;

  it("is no later than now, whatever is chosen", () => {
    assert.equal(newest(0, 40_300), 40_300);
    assert.equal(newest(0, 90_000), 50_600);
    assert.equal(newest(80_000, 90_000), 80_000);
  });
});

describe("the points of a window", () => {
  const times = (startMs: number, newestMs: number, stepMs: number) =>
    timesOf({ startMs, endMs: 60_000, newestMs, stepMs, rateWindowMs: stepMs });

  it("are the whole multiples of its step, up to the newest sample", () => {
    assert.deepEqual(times(1500, 5999, 1000), [2000, 3000, 4000, 5000]);
    assert.deepEqual(times(2000, 4000, 1000), [2000, 3000, 4000]);
  });

  it("stay where they are while it moves", () => {
    assert.deepEqual(times(1000, 16_000, 5000), [5000, 10_000, 15_000]);
    assert.deepEqual(times(3000, 18_000, 5000), [5000, 10_000, 15_000]);
  });

  it("are its newest sample where it is too short for another", () => {
    assert.deepEqual(times(1100, 1900, 1000), [1900]);
  });
});
