import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { Durations } from "./durations.ts";

function durationsOf(values: readonly number[]): Durations {
  const durations = new Durations();
  for (const value of values) durations.add(value);
  return durations;
}

describe("a distribution of durations", () => {
  it("is 0 while it is empty", () => {
    const { count, meanMs, maxMs } = new Durations();
    assert.deepEqual([count, meanMs, maxMs, new Durations().percentileMs(0.99)], [0, 0, 0, 0]);
  });

  it("keeps count, mean and maximum exactly", () => {
    const { count, meanMs, maxMs } = durationsOf([1, 2, 6]);
    assert.deepEqual([count, meanMs, maxMs], [3, 3, 6]);
  });

  it("gives percentiles within 3 % or a microsecond", () => {
    const duration = fc.double({ min: 0, max: 600_000, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(duration, { minLength: 1 }),
        fc.constantFrom(0.5, 0.95, 0.99, 1),
        (values, share) => {
          const exact = values.toSorted((a, b) => a - b)[Math.ceil(share * values.length) - 1]!;
          const found = durationsOf(values).percentileMs(share);
          assert.ok(
            Math.abs(found - exact) <= Math.max(0.032 * exact, 0.001),
            `${found} is far from ${exact}`,
          );
        },
      ),
    );
  });

  it("takes a duration beyond its range, or below 0, without losing count", () => {
    const durations = durationsOf([1e9, -1]);
    assert.equal(durations.count, 2);
    assert.equal(durations.maxMs, 1e9);
  });
});
