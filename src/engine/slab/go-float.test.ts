import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { goFloat } from "./go-float.ts";

test("bounds are written as Go's shortest form writes them", () => {
  const written: [number, string][] = [
    [1, "1"],
    [0, "0"],
    [0.005, "0.005"],
    [0.0001, "0.0001"],
    [0.00001, "1e-05"],
    [1e-7, "1e-07"],
    [100_000, "100000"],
    [1_000_000, "1e+06"],
    [67_108_864, "6.7108864e+07"],
    [-2.5, "-2.5"],
    [Infinity, "+Inf"],
    [-Infinity, "-Inf"],
    [NaN, "NaN"],
    [1.5e300, "1.5e+300"],
  ];
  for (const [value, text] of written) assert.equal(goFloat(value), text);
});

test("what is written reads back as the same number", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      assert.ok(Object.is(Number(goFloat(value)), value));
    }),
  );
});
