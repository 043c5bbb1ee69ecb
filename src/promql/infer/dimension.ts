import type { Unit } from "../../model/index.ts";

/** What a number is measured in, by the powers of its base units; both 0 for counts, states and ratios. */
export interface Dimension {
  readonly seconds: number;
  readonly bytes: number;
  readonly celsius: number;
  /** Whether it is a share of something, mostly between 0 and 1. */
  readonly isRatio: boolean;
}

const PURE: Dimension = { seconds: 0, bytes: 0, celsius: 0, isRatio: false };

/** A count or a state. */
export const COUNT: Dimension = PURE;
export const RATIO: Dimension = { ...PURE, isRatio: true };
export const SECONDS: Dimension = { ...PURE, seconds: 1 };

const OF_UNIT: Readonly<Record<Unit, Dimension>> = {
  none: COUNT,
  ratio: RATIO,
  seconds: SECONDS,
  bytes: { ...PURE, bytes: 1 },
  celsius: { ...PURE, celsius: 1 },
};

export function dimensionOf(unit: Unit): Dimension {
  return OF_UNIT[unit];
}

/** Whether two numbers can be added or compared. A count and a ratio can: both are plain numbers. */
export function agree(a: Dimension, b: Dimension): boolean {
  return a.seconds === b.seconds && a.bytes === b.bytes && a.celsius === b.celsius;
}

export function times(a: Dimension, b: Dimension): Dimension {
  return combined(a, b, 1);
}

/** What is divided by its like is a ratio. */
export function over(a: Dimension, b: Dimension): Dimension {
  return { ...combined(a, b, -1), isRatio: agree(a, b) };
}

export function perSecond(dimension: Dimension): Dimension {
  // of seconds, each second, it is a share
  return over(dimension, SECONDS);
}

function combined(a: Dimension, b: Dimension, sign: 1 | -1): Dimension {
  return {
    seconds: a.seconds + sign * b.seconds,
    bytes: a.bytes + sign * b.bytes,
    celsius: a.celsius + sign * b.celsius,
    isRatio: a.isRatio && b.isRatio,
  };
}

/** In words: `seconds`, `bytes per second`, `a ratio`, `a count`. */
export function words({ seconds, bytes, celsius, isRatio }: Dimension): string {
  const powers = Object.entries({ bytes, celsius, seconds }).filter(([, power]) => power !== 0);
  const above = powers.filter(([, power]) => power > 0).map(([unit, power]) => raised(unit, power));
  const below = powers
    .filter(([, power]) => power < 0)
    .map(([unit, power]) => raised(singular(unit), -power));
  if (powers.length === 0) return isRatio ? "a ratio" : "a count";
  return [above.join(" times ") || "a count", ...below].join(" per ");
}

function raised(unit: string, power: number): string {
  return power === 1 ? unit : `${unit}^${power}`;
}

function singular(unit: string): string {
  return unit.replace(/s$/, "");
}
