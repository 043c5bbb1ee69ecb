import { rateWindowFor, stepFor } from "./resolution.ts";
import { presetMs, type Selection } from "./selection.ts";

/** The span that is asked about, in the server's wall time, and how closely. */
export interface Window {
  readonly startMs: number;
  readonly endMs: number;
  /** Where the newest sample can be: the end, or now where that is earlier. */
  readonly newestMs: number;
  /** How far apart a chart's points are. */
  readonly stepMs: number;
  /** How far back each point of a rate looks. */
  readonly rateWindowMs: number;
}

/** The span that a selection means now. */
export function windowOf(selection: Selection, nowMs: number, scrapeMs: number): Window {
  const { startMs, endMs } =
    selection.kind === "between" ? selection : { startMs: nowMs - presetMs(selection.preset), endMs: nowMs };
  const newestMs = Math.max(startMs, Math.min(endMs, nowMs));
  const stepMs = stepFor(endMs - startMs, scrapeMs);
  return { startMs, endMs, newestMs, stepMs, rateWindowMs: rateWindowFor(stepMs, scrapeMs) };
}

/**
 * The times of a window's points: whole multiples of its step, so that they stay where they are while the window moves.
 * Where it has none, its newest. Past that there is none: Prometheus would repeat the last sample there.
 */
export function timesOf({ startMs, newestMs, stepMs }: Window): readonly number[] {
  const firstMs = Math.ceil(startMs / stepMs) * stepMs;
  if (firstMs > newestMs) return [newestMs];
  const count = Math.floor((newestMs - firstMs) / stepMs) + 1;
  return Array.from({ length: count }, (_, i) => firstMs + i * stepMs);
}
