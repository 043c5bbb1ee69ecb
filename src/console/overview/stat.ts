import type { Values } from "../charts/line.ts";
import type { Quantity } from "../charts/units.ts";

/** `none`: nobody set a threshold for this number. */
export type Level = "none" | "good" | "warning" | "critical";

/** One number of the row above the charts. Expressions are in PromQL; see `filledIn` for what begins with `$`. */
export interface Stat<Name extends string = string> {
  readonly id: string;
  readonly label: string;
  /** What its course over the window is. */
  readonly course: string;
  /** What else is asked at the window's newest sample, by what `read` calls it. */
  readonly numbers: Readonly<Record<Name, string>>;
  /** What it says. A number is null where there is none. */
  read(numbers: Readonly<Record<Name, number | null>>, course: Values): Reading;
}

export interface Reading {
  /** The number itself, in its own unit; null when there is none. */
  readonly value: number | null;
  /** The number as people read it. */
  readonly quantity: Quantity;
  /** What else belongs to it, in a few words. */
  readonly detail: string;
  readonly level: Level;
}

/** Declares a stat; its numbers have the names that `read` knows. */
export function stat<Name extends string>(declared: Stat<Name>): Stat {
  return declared;
}

/** Where a number stands: good below `warning`, critical above `critical`. */
export function levelOf(value: number | null, warning: number, critical: number): Level {
  if (value === null) return "none";
  if (value > critical) return "critical";
  return value >= warning ? "warning" : "good";
}
