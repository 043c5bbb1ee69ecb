import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutMarks } from "./series.ts";

test("without marks, what is left are the samples, and what was said of them", () => {
  const samples = {
    timestampsMs: Float64Array.of(1, 2, 3),
    values: Float64Array.of(5, NaN, NaN),
    stale: Uint8Array.of(0, 1, 0),
  };
  const left = { timestampsMs: Float64Array.of(1, 3), values: Float64Array.of(5, NaN) };
  assert.deepEqual(withoutMarks(samples), left);
  const histograms = Uint8Array.of(0, 0, 1);
  assert.deepEqual(withoutMarks({ ...samples, histograms }), { ...left, histograms: Uint8Array.of(0, 1) });
  assert.equal(withoutMarks(left), left);
});
