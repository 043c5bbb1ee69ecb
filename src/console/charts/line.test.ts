import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { hasNumbers, lastNumber, sumValues } from "./line.ts";

describe("sumValues", () => {
  it("adds what is there and keeps a gap only where nobody has a number", () => {
    assert.deepEqual(
      sumValues([
        [1, null, null],
        [2, 5, null],
      ]),
      [3, 5, null],
    );
  });

  it("of nothing is nothing", () => {
    assert.deepEqual(sumValues([]), []);
  });
});

describe("lastNumber", () => {
  it("looks past gaps at the end and takes zero for a number", () => {
    assert.equal(lastNumber([3, 0, null]), 0);
    assert.equal(lastNumber([null]), null);
  });
});

describe("hasNumbers", () => {
  it("is true for a line of zeros and false for a line of gaps", () => {
    const frame = (values: (number | null)[]) => ({
      timesMs: [1],
      lines: [{ key: "a", label: "a", values }],
    });
    assert.equal(hasNumbers(frame([0])), true);
    assert.equal(hasNumbers(frame([null])), false);
    assert.equal(hasNumbers({ timesMs: [], lines: [] }), false);
  });
});
