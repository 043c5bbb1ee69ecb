import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { sampleText, timeText } from "./number-text.ts";

test("values are written as Go writes them in JSON", () => {
  const expected: readonly (readonly [number, string])[] = [
    [0, "0"],
    [-0, "-0"],
    [1, "1"],
    [-1.5, "-1.5"],
    [0.000001, "0.000001"],
    [1e-7, "1e-07"],
    [-2.5e-7, "-2.5e-07"],
    [1e-10, "1e-10"],
    [123456789012345680000, "123456789012345680000"],
    [1e21, "1e+21"],
    [1.7976931348623157e308, "1.7976931348623157e+308"],
    [5e-324, "5e-324"],
    [Number.NaN, "NaN"],
    [Number.POSITIVE_INFINITY, "+Inf"],
    [Number.NEGATIVE_INFINITY, "-Inf"],
  ];
  for (const [value, text] of expected) assert.equal(sampleText(value), text);
});

test("a value is read as it was", () => {
  const property = fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
    assert.ok(Object.is(Number(sampleText(value)), value));
  });
  fc.assert(property, { numRuns: 500 });
});

test("times are seconds with three decimals or none", () => {
  assert.equal(timeText(1_700_000_000_000), "1700000000");
  assert.equal(timeText(1_700_000_000_010), "1700000000.010");
  assert.equal(timeText(1_700_000_000_120), "1700000000.120");
  assert.equal(timeText(0), "0");
  assert.equal(timeText(-500), "-0.500");
  assert.equal(timeText(-1500), "-1.500");
  assert.equal(timeText(-1000), "-1");
});
