import type { CompleteCheck } from "./check.ts";

/** The points of a health score when nothing fails. */
export const FULL_SCORE = 100;

/**
 * How many of the 100 points each check takes away while it fails: its share by weight, in whole points that add up
 * to 100, so that the score is exactly what the failing checks leave, and 0 when all fail. Points that remain from
 * rounding down go to the largest fractions, first come first served (Hamilton's method).
 */
export function sharesOf(checks: readonly Pick<CompleteCheck, "weight">[]): readonly number[] {
  const total = checks.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return checks.map(() => 0);
  const exact = checks.map(({ weight }) => (FULL_SCORE * weight) / total);
  const whole = exact.map(Math.floor);
  const left = FULL_SCORE - whole.reduce((sum, points) => sum + points, 0);
  const byFraction = exact
    .map((points, i) => ({ i, fraction: points - whole[i]! }))
    .sort((a, b) => b.fraction - a.fraction);
  const rounded = new Set(byFraction.slice(0, left).map(({ i }) => i));
  return whole.map((points, i) => (rounded.has(i) ? points + 1 : points));
}
