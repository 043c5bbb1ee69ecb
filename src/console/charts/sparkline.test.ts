import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { sparkline } from "./sparkline.ts";

describe("a sparkline", () => {
  it("reaches from 0 at the bottom to the largest value at the top", () => {
    assert.equal(sparkline([0, 5, 10], 100, 20), "M0.0 20.0L50.0 10.0L100.0 0.0");
  });

  it("begins anew behind a gap", () => {
    assert.equal(sparkline([1, null, 1], 100, 20), "M0.0 0.0M100.0 0.0");
  });

  it("lies on the bottom when all is zero", () => {
    assert.equal(sparkline([0, 0], 100, 20), "M0.0 20.0L100.0 20.0");
  });

  it("of nothing is an empty path", () => {
    assert.equal(sparkline([], 100, 20), "");
    assert.equal(sparkline([null, null], 100, 20), "");
  });
});
