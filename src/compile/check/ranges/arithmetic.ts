import type { Binary } from "../../../promql/index.ts";
import {
  ANY,
  contains,
  exactly,
  from,
  hasNumbers,
  hull,
  type Interval,
  isNothing,
  NOTHING,
  negated,
} from "./interval.ts";
import { neighborAbove } from "./neighbors.ts";

type Operation = (a: Interval, b: Interval) => Interval;

const OPERATIONS: Readonly<Partial<Record<Binary["op"], Operation>>> = {
  "+": plus,
  "-": (a, b) => plus(a, negated(b)),
  "*": times,
  "/": over,
  "%": remainder,
  "^": power,
};

/** What an arithmetic operator makes of numbers of two intervals. A zero is taken to be the positive one. */
export function arithmetic(op: Binary["op"], a: Interval, b: Interval): Interval {
  if (isNothing(a) || isNothing(b)) return NOTHING;
  const result = OPERATIONS[op]?.(a, b) ?? ANY;
  return { ...result, mayBeNaN: result.mayBeNaN || a.mayBeNaN || b.mayBeNaN };
}

function plus(a: Interval, b: Interval): Interval {
  const isOpposed =
    (a.max === Infinity && b.min === -Infinity) || (a.min === -Infinity && b.max === Infinity);
  if (!hasNumbers(a) || !hasNumbers(b)) return NOTHING;
  // an infinity less itself is no number
  const [min, max] = [a.min + b.min, a.max + b.max];
  return {
    min: Number.isNaN(min) ? -Infinity : min,
    max: Number.isNaN(max) ? Infinity : max,
    mayBeNaN: isOpposed,
  };
}

function times(a: Interval, b: Interval): Interval {
  return ofCorners(
    a,
    b,
    (x, y) => x * y,
    (contains(a, 0) && isInfinite(b)) || (contains(b, 0) && isInfinite(a)),
  );
}

function over(a: Interval, b: Interval): Interval {
  if (b.min < 0 && b.max >= 0) {
    return hull(over(negated(a), from(0, -b.min)), over(a, from(0, b.max)));
  }
  const isUndefined = (contains(a, 0) && contains(b, 0)) || (isInfinite(a) && isInfinite(b));
  if (!contains(b, 0)) return ofCorners(a, b, (x, y) => x / y, isUndefined);
  const byMore = ofCorners(a, { ...b, min: neighborAbove(0) }, (x, y) => x / y, isUndefined);
  const byZero = hull(a.max > 0 ? exactly(Infinity) : NOTHING, a.min < 0 ? exactly(-Infinity) : NOTHING);
  return hull(byMore, hasNumbers(a) ? byZero : NOTHING);
}

function remainder(a: Interval, b: Interval): Interval {
  if (a.min < 0) return ANY;
  return { min: 0, max: Math.min(a.max, Math.max(Math.abs(b.min), Math.abs(b.max))), mayBeNaN: true };
}

function power(a: Interval, b: Interval): Interval {
  if (isPoint(a) && isPoint(b)) return exactly(a.min ** b.min);
  return a.min >= 0 ? from(0, Infinity) : ANY;
}

/** The extremes of an operation that, for each of its operands, only rises or only falls. */
function ofCorners(
  a: Interval,
  b: Interval,
  operate: (x: number, y: number) => number,
  mayBeNaN: boolean,
): Interval {
  if (!hasNumbers(a) || !hasNumbers(b)) return { ...NOTHING, mayBeNaN };
  const corners = [a.min, a.max].flatMap((x) => [operate(x, b.min), operate(x, b.max)]);
  const numbers = corners.filter((corner) => !Number.isNaN(corner));
  return { min: Math.min(...numbers), max: Math.max(...numbers), mayBeNaN };
}

function isInfinite({ min, max }: Interval): boolean {
  return min === -Infinity || max === Infinity;
}

function isPoint({ min, max }: Interval): boolean {
  return min === max;
}
