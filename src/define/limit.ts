import type { Duration } from "../model/index.ts";

/** How long something lasts until its alert fires. */
export interface Patience {
  readonly for: Duration;
}

/** From which number on, and for how long, an alert fires. */
export interface Limit extends Patience {
  /** In the unit of what it limits: a ratio, seconds, or how many times something. */
  readonly threshold: number;
}

/** Where an alert that fires above a threshold is tested. */
export function above(threshold: number): { readonly firesAt: number; readonly silentAt: number } {
  return { firesAt: rounded(threshold * 1.02), silentAt: rounded(threshold * 0.98) };
}

/** Where an alert that fires below a threshold is tested. */
export function below(threshold: number): { readonly firesAt: number; readonly silentAt: number } {
  return { firesAt: rounded(threshold * 0.98), silentAt: rounded(threshold * 1.02) };
}

/** `0.05` to `5 %`. */
export function percentText(ratio: number): string {
  return `${rounded(ratio * 100)} %`;
}

/** `0.5` to `500 ms`, `2` to `2 s`. */
export function secondsText(seconds: number): string {
  return seconds < 1 ? `${rounded(seconds * 1000)} ms` : `${rounded(seconds)} s`;
}

function rounded(number: number): number {
  return Number(number.toPrecision(6));
}
