import type { Duration } from "../../model/index.ts";

const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1000],
  ["ms", 1],
] as const;

/** A length of time in one unit, the largest that divides it: `30d`, `90m`. One text for one length. */
export function durationText(ms: number): Duration {
  const [unit, size] = UNITS.find(([, size]) => ms % size === 0)!;
  return `${ms / size}${unit}`;
}

/** In up to two units, as ranges are written: `5m15s`. */
export function rangeText(ms: number): Duration {
  const [unit, size] = UNITS.find(([, size]) => ms >= size)!;
  const rest = ms % size;
  const whole: Duration = `${Math.floor(ms / size)}${unit}`;
  return rest === 0 ? whole : `${whole}${rangeText(rest)}`;
}
