import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { sharesOf } from "./score.ts";

const weights = fc.array(fc.double({ min: 0.01, max: 1000, noNaN: true }), { minLength: 1, maxLength: 150 });
const shares = (list: readonly number[]) => sharesOf(list.map((weight) => ({ weight })));

test("shares are whole points that add up to exactly 100", () => {
  fc.assert(
    fc.property(weights, (list) => {
      const points = shares(list);
      assert.ok(points.every((one) => Number.isInteger(one) && one >= 0));
      assert.equal(
        points.reduce((sum, one) => sum + one, 0),
        100,
      );
    }),
  );
});

test("a share differs by less than a point from the exact one, so what weighs more takes no less", () => {
  fc.assert(
    fc.property(weights, (list) => {
      const total = list.reduce((sum, one) => sum + one, 0);
      for (const [i, points] of shares(list).entries()) {
        assert.ok(Math.abs(points - (100 * list[i]!) / total) < 1);
      }
    }),
  );
});

test("points that cannot be split go to the first of those that weigh the same", () => {
  assert.deepEqual(shares([1, 1, 1]), [34, 33, 33]);
  assert.deepEqual(shares([5, 5, 1, 1]), [42, 42, 8, 8]);
});

test("a check that weighs nothing takes nothing", () => {
  assert.deepEqual(shares([0, 1]), [0, 100]);
  assert.deepEqual(shares([0, 0]), [0, 0]);
  assert.deepEqual(shares([]), []);
});
