import { goQuote } from "./go-quote.ts";

/** Milliseconds of each unit, from the largest: durations are written in this order. */
const UNITS: readonly (readonly [unit: string, ms: number])[] = [
  ["y", 31_536_000_000],
  ["w", 604_800_000],
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1_000],
  ["ms", 1],
];
/** Go keeps durations in 64-bit nanoseconds: about 292 years. */
const MAX_MS = 2 ** 63 / 1e6;
/** Years and weeks are printed only when nothing remains: 90d is easier to read than 12w6d. */
const ONLY_WHOLE = new Set(["y", "w"]);

/** A duration's milliseconds, or Prometheus' message about what is wrong with it. */
export function readDuration(text: string): number | string {
  if (!/^(?:\d+\D+)+$/.test(text)) return `not a valid duration string: ${goQuote(text)}`;
  let ms = 0;
  let last = -1;
  for (const [, digits, unit] of text.matchAll(/(\d+)(\D+)/g)) {
    const index = UNITS.findIndex(([name]) => name === unit);
    if (index < 0) return `unknown unit ${goQuote(unit!)} in duration ${goQuote(text)}`;
    if (index <= last) return `not a valid duration string: ${goQuote(text)}`;
    ms += Number(digits) * UNITS[index]![1];
    if (ms >= MAX_MS) return "duration out of range";
    last = index;
  }
  return ms;
}

/** Whether Go could hold so many seconds in a duration. */
export function isDurationInRange(seconds: number): boolean {
  return Math.abs(seconds) <= MAX_MS / 1000;
}

/** As Prometheus prints a duration that is not negative: `1h30m`, `90d`, `0s`. Below a millisecond is nothing. */
export function printDuration(ms: number): string {
  let rest = Math.trunc(ms);
  if (rest === 0) return "0s";
  let text = "";
  for (const [unit, size] of UNITS) {
    if (ONLY_WHOLE.has(unit) && rest % size !== 0) continue;
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text;
}
