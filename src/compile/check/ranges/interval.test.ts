import assert from "node:assert/strict";
import { it } from "node:test";
import fc from "fast-check";
import { ARITHMETIC_OPERATORS, COMPARISON_OPERATORS } from "../../../promql/index.ts";
import { arithmetic } from "./arithmetic.ts";
import { isAlways, isNever, kept } from "./comparison.ts";
import { contains, exactly, from, hull, type Interval, isNothing, mapped, negated } from "./interval.ts";
import { neighborAbove, neighborBelow } from "./neighbors.ts";

/** Numbers of which many are equal, and the negative zero is none. */
const numbers = fc
  .oneof(fc.constantFrom(0, 1, -1, 0.5, 5, Infinity, -Infinity), fc.integer({ min: -9, max: 9 }), fc.double())
  .map((number) => number + 0)
  .filter((number) => !Number.isNaN(number));
/** An interval and one of its numbers. */
const members = fc
  .tuple(numbers, numbers, numbers)
  .map((three) => three.toSorted((a, b) => a - b) as [number, number, number])
  .map(([min, number, max]) => ({ interval: from(min, max), number }));

function holds(interval: Interval, number: number): boolean {
  return Number.isNaN(number) ? interval.mayBeNaN : contains(interval, number);
}

const OPERATE: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "%": (a, b) => a % b,
  // JavaScript's own has no answer for 1 and what Go answers with 1
  "^": (a, b) => (a === 1 ? 1 : a ** b),
  atan2: Math.atan2,
};
const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

for (const op of ARITHMETIC_OPERATORS) {
  it(`whatever two numbers are, ${op} of them is in ${op} of their intervals`, () => {
    fc.assert(
      fc.property(members, members, (a, b) =>
        holds(arithmetic(op, a.interval, b.interval), OPERATE[op]!(a.number, b.number)),
      ),
      { numRuns: 2000 },
    );
  });
}

for (const op of COMPARISON_OPERATORS) {
  it(`a number that is ${op} another is kept, and one is never or always so`, () => {
    fc.assert(
      fc.property(members, members, (a, b) => {
        const isSo = COMPARE[op]!(a.number, b.number);
        const [left, right] = [a.interval, b.interval];
        if (isSo) assert.ok(holds(kept(left, op, right), a.number) && !isNever(left, op, right));
        else assert.ok(!isAlways(left, op, right));
      }),
      { numRuns: 2000 },
    );
  });
}

it("what is left of an interval by a comparison with one number is just what is so", () => {
  assert.deepEqual(kept(from(0, 1), ">", exactly(0.5)), from(neighborAbove(0.5), 1));
  assert.ok(isNothing(kept(from(0, 1), ">", exactly(1))));
  assert.deepEqual(kept(from(0, 1), ">=", exactly(1)), exactly(1));
  assert.ok(isAlways(from(1, Infinity), ">", exactly(0)));
  assert.ok(!isAlways(from(0, Infinity), ">", exactly(0)));
});

it("there is no number between a number and its neighbor", () => {
  fc.assert(
    fc.property(numbers.filter(Number.isFinite), (number) => {
      const above = neighborAbove(number);
      assert.ok(above > number);
      assert.equal(neighborBelow(above) + 0, number);
      const middle = number / 2 + above / 2;
      assert.ok(middle <= number || middle >= above);
    }),
  );
});

it("an interval is among what it makes with another, and comes back when it is negated twice", () => {
  fc.assert(
    fc.property(members, members, (a, b) => {
      assert.ok(holds(hull(a.interval, b.interval), a.number));
      assert.ok(holds(negated(a.interval), -a.number));
      assert.ok(holds(mapped(a.interval, Math.ceil), Math.ceil(a.number)));
    }),
  );
});
