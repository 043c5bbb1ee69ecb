import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { described, type Mark, marksAt, placeTexts } from "./mark.ts";

const at = (timeMs: number): Mark => ({ timeMs, text: "2.0.1 started", tone: "neutral" });

describe("marks under the cursor", () => {
  const window = { startMs: 0, endMs: 1_000_000, newestMs: 1_000_000, stepMs: 4000, rateWindowMs: 4000 };

  it("are those within a small share of the window", () => {
    const marks = [at(91_000), at(93_000), at(107_000), at(109_000)];
    assert.deepEqual(marksAt(marks, 100_000, window), [marks[1], marks[2]]);
  });

  it("can be reached where samples are far apart", () => {
    const between = at(130_000);
    assert.deepEqual(marksAt([between], 100_000, { ...window, stepMs: 60_000 }), [between]);
  });
});

describe("a mark that is described", () => {
  it("has its note, where there is one", () => {
    assert.equal(described(at(0)), "2.0.1 started");
    assert.equal(described({ ...at(0), note: "of the spring" }), "2.0.1 started: of the spring");
  });
});

describe("texts on one line", () => {
  it("begin at their places, and end there where the line is at its end", () => {
    assert.deepEqual(
      placeTexts(
        [
          { x: 95, width: 10 },
          { x: 0, width: 10 },
        ],
        100,
      ),
      [85, 0],
    );
  });

  it("leave out what would overlap one that is written already", () => {
    const texts = [50, 45, 60, 40].map((x) => ({ x, width: 10 }));
    assert.deepEqual(placeTexts(texts, 100), [50, undefined, 60, 40]);
  });
});
