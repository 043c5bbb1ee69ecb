import type { Samples, Series, TimeRange } from "../../model/index.ts";

/** A sample that came after all that a series has, or the mark that it ended. */
export interface Newest {
  readonly timestampMs: number;
  readonly value: number | "ended";
}

/** A series with one sample more. One at the same time gives way to it; where there are later ones, it is left out. */
export function withNewest(series: Series, newest: Newest): Series {
  const { id, name, labels } = series;
  return { id, name, labels, samples: (range) => joined(series.samples(range), newest, range) };
}

function joined(samples: Samples, { timestampMs, value }: Newest, { startMs, endMs }: TimeRange): Samples {
  const { timestampsMs: times, values, stale, histograms } = samples;
  const lastMs = times.at(-1) ?? Number.NEGATIVE_INFINITY;
  if (timestampMs < startMs || timestampMs > endMs || timestampMs < lastMs) return samples;
  const at = timestampMs === lastMs ? times.length - 1 : times.length;
  const isEnd = value === "ended";
  return {
    timestampsMs: withLast(new Float64Array(at + 1), times, timestampMs),
    values: withLast(new Float64Array(at + 1), values, isEnd ? Number.NaN : value),
    ...((isEnd || stale !== undefined) && { stale: withLast(new Uint8Array(at + 1), stale, Number(isEnd)) }),
    ...(histograms !== undefined && { histograms: withLast(new Uint8Array(at + 1), histograms, 0) }),
  };
}

/** A copy with room for one more, which is the last. */
function withLast<A extends Float64Array | Uint8Array>(into: A, from: A | undefined, last: number): A {
  if (from !== undefined) into.set(from.subarray(0, into.length - 1));
  into[into.length - 1] = last;
  return into;
}
