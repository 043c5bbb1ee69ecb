import assert from "node:assert/strict";
import {
  type Family,
  type Matcher,
  SampleBuffer,
  type Samples,
  type Series,
  type SeriesId,
  type SeriesReader,
  type SeriesWriter,
  type TimeRange,
  withoutMarks,
} from "../../model/index.ts";

export type Store = SeriesReader & SeriesWriter;
/** Gives a new, empty store that keeps what is at most `keptMs` older than its last tick. */
export type MakeStore = (keptMs: number) => Store;
export type Sample = readonly [timestampMs: number, value: number];

export const EVER = { startMs: -Infinity, endMs: Infinity };
export const latency: Family = {
  name: "latency_seconds",
  type: "histogram",
  help: "How long.",
  unit: "seconds",
};

export function only(label: string, ...values: string[]): Matcher {
  return { label, matches: (value) => values.includes(value), values };
}

export function put(
  store: Store,
  timestampMs: number,
  samples: readonly (readonly [SeriesId, number])[],
): void {
  const ids = Uint32Array.from(samples, ([id]) => id);
  const values = Float64Array.from(samples, ([, value]) => value);
  store.append(timestampMs, ids, values, samples.length);
}

export function read(store: Store, name: string): readonly Sample[][] {
  return Array.from(store.select(name, []), (series) => {
    const { timestampsMs, values, stale } = series.samples(EVER);
    const all = Array.from(values, (value, i) => [timestampsMs[i]!, value] as const);
    return all.filter((_, i) => stale?.[i] !== 1);
  });
}

/** A series' samples, which must be the same where they are read without marks, and end as the newest of them. */
export function samplesOf(series: Series, range: TimeRange): Samples {
  const samples = series.samples(range);
  const { timestampsMs, values, stale } = series.unmarked!(range, new SampleBuffer());
  const expected = withoutMarks(samples);
  assert.ok(!stale?.includes(1));
  assert.deepEqual([timestampsMs, values], [expected.timestampsMs, expected.values]);
  assert.deepEqual(lastOf(series.newest!(range, new SampleBuffer())), lastOf(samples));
  return samples;
}

/** Its time and value, and 1 where it is a mark; undefined where there is none. */
export function lastOf({ timestampsMs, values, stale }: Samples) {
  if (values.length === 0) return undefined;
  return [timestampsMs.at(-1), values.at(-1), stale?.at(-1) ?? 0] as const;
}

/** The times of the marks that say that the first series of this name ended, within a range. */
export function marks(store: Store, name: string, range: TimeRange = EVER): readonly number[] {
  const [series] = [...store.select(name, [])];
  const { timestampsMs, values, stale } = samplesOf(series!, range);
  return [...timestampsMs].filter((_, i) => {
    if (stale?.[i] === 1) assert.ok(Number.isNaN(values[i]));
    return stale?.[i] === 1;
  });
}
