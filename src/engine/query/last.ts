import { type Series, unmarkedSamples } from "../../model/index.ts";
import type { Column } from "./column.ts";
import type { Steps } from "./steps.ts";

/** The last value within each step. */
export function lastValues(series: Series, { timestampsMs, stepMs }: Steps): Column {
  const values = new Float64Array(timestampsMs.length).fill(NaN);
  if (timestampsMs.length === 0) return { labels: series.labels, values };
  const range = { startMs: timestampsMs[0]! - stepMs, endMs: timestampsMs.at(-1)! };
  const samples = unmarkedSamples(series, range);
  let next = 0;
  timestampsMs.forEach((moment, step) => {
    while (next < samples.values.length && samples.timestampsMs[next]! <= moment) next += 1;
    const isWithin = next > 0 && samples.timestampsMs[next - 1]! > moment - stepMs;
    if (isWithin) values[step] = samples.values[next - 1]!;
  });
  return { labels: series.labels, values };
}
