import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { windowOf, windowParameters } from "./window.ts";

describe("a window", () => {
  it("ends with the newest tick and is as long as the preset", () => {
    const window = windowOf({ kind: "last", preset: "15m" }, 1_000_000_007_499, 1000);
    assert.deepEqual(window, { startMs: 999_999_107_000, endMs: 1_000_000_007_000, stepMs: 4000 });
  });

  it("has at most about 240 steps of whole ticks, and none shorter than a tick", () => {
    const stepOf = (preset: "5m" | "24h", tickMs: number) =>
      windowOf({ kind: "last", preset }, 1e12, tickMs).stepMs;
    assert.equal(stepOf("5m", 15_000), 15_000);
    assert.equal(stepOf("5m", 1000), 2000);
    assert.equal(stepOf("24h", 15_000), 360_000);
  });

  it("stands still between two chosen moments", () => {
    const selection = { kind: "between", startMs: 1234, endMs: 61_234 } as const;
    assert.deepEqual(windowOf(selection, 1e12, 1000), { startMs: 1234, endMs: 61_234, stepMs: 1000 });
  });

  it("is asked for in seconds and milliseconds, exactly", () => {
    const parameters = windowParameters({
      startMs: 1_772_373_600_500,
      endMs: 1_772_373_660_500,
      stepMs: 1000,
    });
    assert.deepEqual(parameters, { start: 1_772_373_600.5, end: 1_772_373_660.5, step: "1000ms" });
  });
});
