import type { TickSample } from "../../alerting/index.ts";
import type { SeriesWriter } from "../../model/index.ts";

/**
 * Appends what rules yielded at one tick. All of it is of that time: a store takes none that is older than what it has,
 * so that groups with a `query_offset` read back in time, but do not write there.
 */
export function appendTick(writer: SeriesWriter, atMs: number, samples: Iterable<TickSample>): void {
  const written: TickSample[] = [];
  const ended: TickSample[] = [];
  for (const sample of samples) (sample.value === "ended" ? ended : written).push(sample);
  for (const { id } of ended) writer.end(id, atMs);
  if (written.length === 0) return;
  const ids = Uint32Array.from(written, ({ id }) => id);
  const values = Float64Array.from(written, ({ value }) => value as number);
  writer.append(atMs, ids, values, written.length);
}
