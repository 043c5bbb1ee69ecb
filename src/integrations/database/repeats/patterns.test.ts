import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Patterns } from "./patterns.ts";

describe("repeated patterns", () => {
  it("are told apart by endpoint and shape, the worst first, in a copy that stays as it is", () => {
    const patterns = new Patterns();
    for (const [endpoint, shape, worst] of [
      ["/a", "x", 10],
      ["/a", "y", 30],
      ["/b", "x", 20],
    ] as const) {
      patterns.seen(endpoint, shape).worst = worst;
    }
    const before = patterns.read();
    patterns.seen("/a", "x").worst = 40;
    assert.deepEqual(
      before.map(({ endpoint, shape, worst }) => [endpoint, shape, worst]),
      [
        ["/a", "y", 30],
        ["/b", "x", 20],
        ["/a", "x", 10],
      ],
    );
    assert.deepEqual(patterns.read()[0], {
      endpoint: "/a",
      shape: "x",
      requests: 2,
      worst: 40,
      place: undefined,
    });
  });

  it("are forgotten when they were not seen for long, so that they do not grow", () => {
    const patterns = new Patterns();
    for (let i = 0; i < 501; i++) {
      patterns.seen("/", `shape ${i}`);
      patterns.seen("/", "shape 0");
    }
    assert.equal(patterns.seen("/", "shape 0").requests, 503);
    assert.equal(patterns.seen("/", "shape 1").requests, 1);
    assert.equal(patterns.read().length, 20);
  });
});
