import assert from "node:assert/strict";
import { test } from "node:test";
import { boundPattern, boundSpellings } from "./bound-spellings.ts";

test("a bound is written with and without .0, and with an exponent where Go writes one", () => {
  assert.deepEqual(boundSpellings(0.5), ["0.5"]);
  assert.deepEqual(boundSpellings(1), ["1", "1.0"]);
  assert.deepEqual(boundSpellings(0), ["0", "0.0"]);
  assert.deepEqual(boundSpellings(100_000), ["100000", "100000.0"]);
  assert.deepEqual(boundSpellings(1_048_576), ["1048576", "1048576.0", "1.048576e+06"]);
  assert.deepEqual(boundSpellings(0.0001), ["0.0001"]);
  assert.deepEqual(boundSpellings(0.00001), ["0.00001", "1e-05"]);
  assert.deepEqual(boundSpellings(Number.POSITIVE_INFINITY), ["+Inf"]);
});

test("a pattern is of every spelling of every bound", () => {
  assert.equal(boundPattern([0.5, 1, Number.POSITIVE_INFINITY]), "0\\.5|1|1\\.0|\\+Inf");
});
