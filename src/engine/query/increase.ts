import { type Samples, type Series, unmarkedSamples } from "../../model/index.ts";
import type { Column } from "./column.ts";
import type { Steps } from "./steps.ts";

/** How far back the value before a window nearly always is; only where it is not, all history is searched. */
const LOOKBACK_MS = 5 * 60 * 1000;

/** How a counter's growth in a window is told. */
export type Measure = "increase" | "rate";

export interface Window {
  readonly windowMs: number;
  /** Time of the store's oldest sample: what a counter that is there since then had before is not known. */
  readonly storeStartMs: number;
}

/**
 * How much a counter grew in the window before each step (`rate`: a second of it). A value below the one before means
 * that the counter began again at 0. A counter that appears later than the store began was 0 before, so that the first
 * error of all is seen; nothing is extrapolated.
 */
export function growth(series: Series, steps: Steps, window: Window, measure: Measure): Column {
  const { timestampsMs } = steps;
  const values = new Float64Array(timestampsMs.length).fill(NaN);
  if (timestampsMs.length > 0) {
    const line = growthLine(
      series,
      timestampsMs[0]! - window.windowMs,
      timestampsMs.at(-1)!,
      window.storeStartMs,
    );
    let [last, base] = [-1, -1];
    timestampsMs.forEach((moment, step) => {
      last = advance(line, last, moment);
      base = advance(line, base, moment - window.windowMs);
      values[step] = between(line, base, last, moment - window.windowMs, measure);
    });
  }
  return { labels: series.labels, values };
}

/** What was counted since the first point, resets taken out. The first point may be one that was never sampled. */
interface Line {
  readonly timestampsMs: Float64Array;
  readonly totals: Float64Array;
}

function growthLine(series: Series, startMs: number, endMs: number, storeStartMs: number): Line {
  const samples = unmarkedSamples(series, { startMs, endMs });
  const { first, atMs } = before(series, samples, startMs, storeStartMs);
  const length = samples.values.length;
  const line = { timestampsMs: new Float64Array(length + 1), totals: new Float64Array(length + 1) };
  line.timestampsMs[0] = atMs;
  let [total, previous] = [0, first];
  for (let i = 0; i < length; i++) {
    const value = samples.values[i]!;
    total += value >= previous ? value - previous : value;
    line.timestampsMs[i + 1] = samples.timestampsMs[i]!;
    line.totals[i + 1] = total;
    previous = value;
  }
  return line;
}

/** The value before the range's first sample, and when it was. A sample at the very start may be that: it adds nothing. */
function before(series: Series, samples: Samples, startMs: number, storeStartMs: number) {
  const recent = unmarkedSamples(series, { startMs: startMs - LOOKBACK_MS, endMs: startMs });
  const earlier =
    recent.values.length > 0 ? recent : unmarkedSamples(series, { startMs: storeStartMs, endMs: startMs });
  const known = earlier.values.length;
  if (known > 0) return { first: earlier.values[known - 1]!, atMs: earlier.timestampsMs[known - 1]! };
  const firstMs = samples.timestampsMs[0];
  const isThereFromTheBeginning = firstMs === undefined || firstMs <= storeStartMs;
  if (isThereFromTheBeginning) return { first: samples.values[0] ?? 0, atMs: firstMs ?? Infinity };
  return { first: 0, atMs: -Infinity };
}

/** Index of the last point at or before a moment. */
function advance({ timestampsMs }: Line, from: number, moment: number): number {
  let index = from;
  while (index + 1 < timestampsMs.length && timestampsMs[index + 1]! <= moment) index += 1;
  return index;
}

function between(line: Line, base: number, last: number, startMs: number, measure: Measure): number {
  const lastMs = line.timestampsMs[last] ?? -Infinity;
  if (lastMs <= startMs) return NaN;
  const from = Math.max(0, base);
  const increase = line.totals[last]! - line.totals[from]!;
  if (measure === "increase") return increase;
  const sinceMs = line.timestampsMs[from] === -Infinity ? startMs : line.timestampsMs[from]!;
  return lastMs > sinceMs ? increase / ((lastMs - sinceMs) / 1000) : NaN;
}
