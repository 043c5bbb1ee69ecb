import type { MetricQuery, Values } from "../api/metric.ts";
import type { Quantity } from "../charts/units.ts";
import type { Snapshot } from "./snapshot.ts";

/** `none`: nobody set a threshold for this number. */
export type Level = "none" | "good" | "warning" | "critical";

/** One number of the row above the charts. */
export interface Stat {
  readonly id: string;
  readonly label: string;
  readonly queries: readonly MetricQuery[];
  readonly read: (snapshot: Snapshot) => Reading;
}

export interface Reading {
  /** The number itself, in its own unit; null when there is none. */
  readonly value: number | null;
  /** The number as people read it. */
  readonly quantity: Quantity;
  /** What else belongs to it, in a few words. */
  readonly detail: string;
  readonly level: Level;
  /** Its course over the window. */
  readonly course: Values;
}

/** Where a number stands: good below `warning`, critical above `critical`. */
export function levelOf(value: number | null, warning: number, critical: number): Level {
  if (value === null) return "none";
  if (value > critical) return "critical";
  return value >= warning ? "warning" : "good";
}
