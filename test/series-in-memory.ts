import type { Labels, Matcher, Series, SeriesReader } from "farol/model";

/** One sample: its time in milliseconds, and its value or the mark that the series ended. */
export type Sample = readonly [timeMs: number, value: number | "stale"];

/** A series with all its samples, oldest first. */
export interface WholeSeries {
  readonly name: string;
  readonly labels: Labels;
  readonly samples: readonly Sample[];
}

/** Series in memory, as PromQL reads them. */
export function readerOf(series: readonly WholeSeries[]): SeriesReader {
  const all = series.map(readable);
  return {
    select: (name, matchers) =>
      all.filter(
        (one) => one.name === (name ?? one.name) && matchers.every((matcher) => isMatched(one, matcher)),
      ),
    names: () => [...new Set(all.map(({ name }) => name))].sort(),
    family: () => undefined,
    extent: () => undefined,
  };
}

function readable({ name, labels, samples }: WholeSeries, id: number): Series {
  const times = Float64Array.from(samples, ([timeMs]) => timeMs);
  const values = Float64Array.from(samples, ([, value]) => (value === "stale" ? Number.NaN : value));
  const stale = Uint8Array.from(samples, ([, value]) => (value === "stale" ? 1 : 0));
  return {
    ...{ id, name, labels },
    samples({ startMs, endMs }) {
      const first = times.findIndex((time) => time >= startMs);
      const end = times.findLastIndex((time) => time <= endMs) + 1;
      const [from, to] = [first < 0 ? end : first, end];
      return {
        timestampsMs: times.subarray(from, to),
        values: values.subarray(from, to),
        stale: stale.subarray(from, to),
      };
    },
  };
}

function isMatched({ name, labels }: Series, { label, matches }: Matcher): boolean {
  return matches(label === "__name__" ? name : (labels[label] ?? ""));
}
