import type { Interval } from "./interval.ts";
import { neighborAbove, neighborBelow } from "./neighbors.ts";

/** What numbers these are: `0 to 1`, `at least 0`, `more than 5`, `1`. */
export function rangeWords({ min, max }: Interval): string {
  if (min > max) return "no number";
  if (min === max) return `${min}`;
  if (min === -Infinity) return max === Infinity ? "any number" : upTo(max);
  return max === Infinity ? fromOn(min) : `${fromOn(min).replace(/^at least /, "")} to ${max}`;
}

function fromOn(min: number): string {
  const below = neighborBelow(min);
  return isShorter(below, min) ? `more than ${below + 0}` : `at least ${min}`;
}

function upTo(max: number): string {
  const above = neighborAbove(max);
  return isShorter(above, max) ? `less than ${above + 0}` : `at most ${max}`;
}

/** Whether a bound is the neighbor of the number that was written. */
function isShorter(neighbor: number, bound: number): boolean {
  return String(neighbor).length + 2 < String(bound).length;
}
