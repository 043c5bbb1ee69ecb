import { presetMs, type Selection } from "./selection.ts";

/** Points a chart is asked for; about one for each two pixels of a wide chart. */
const POINTS = 240;

/** The span that is asked of the API, in the server's wall time, and how far apart its points are. */
export interface Window {
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
}

/** The span that a selection means now; a moving one ends with the newest tick. */
export function windowOf(selection: Selection, nowMs: number, tickMs: number): Window {
  if (selection.kind === "between") {
    const { startMs, endMs } = selection;
    return { startMs, endMs, stepMs: stepOf(endMs - startMs, tickMs) };
  }
  const lengthMs = presetMs(selection.preset);
  const endMs = Math.floor(nowMs / tickMs) * tickMs;
  return { startMs: endMs - lengthMs, endMs, stepMs: stepOf(lengthMs, tickMs) };
}

/** Whole ticks, at least one. */
function stepOf(lengthMs: number, tickMs: number): number {
  return Math.max(1, Math.ceil(lengthMs / POINTS / tickMs)) * tickMs;
}

/** The window as the API's `start`, `end` (unix seconds) and `step`. */
export function windowParameters({ startMs, endMs, stepMs }: Window) {
  return { start: startMs / 1000, end: endMs / 1000, step: `${stepMs}ms` };
}
