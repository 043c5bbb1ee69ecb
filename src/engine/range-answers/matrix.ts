import { type Labels, labelsKey, type Samples, type TimeRange } from "../../model/index.ts";
import type { Point, SeriesAnswer } from "../../promql/index.ts";

/** A series of an answer, with its samples as columns. */
export class MatrixSeries implements SeriesAnswer {
  readonly metric: Labels;
  readonly samples: Samples;

  constructor(metric: Labels, samples: Samples) {
    this.metric = metric;
    this.samples = samples;
  }

  get points(): readonly Point[] {
    const { timestampsMs, values } = this.samples;
    return Array.from(timestampsMs, (timeMs, i) => ({ timeMs, value: values[i]! }));
  }
}

/** What series have within a range; without those that have nothing there. Series that share their times go on to. */
export function within(series: readonly MatrixSeries[], range: TimeRange): readonly MatrixSeries[] {
  const spanOf = remembering((times) => {
    const [from, to] = [
      times.findIndex((ms) => ms >= range.startMs),
      times.findLastIndex((ms) => ms <= range.endMs) + 1,
    ];
    const isEmpty = from < 0 || from >= to;
    return { from, to, isEmpty, times: isEmpty ? times : times.subarray(from, to) };
  });
  return series.flatMap((one) => {
    const { timestampsMs, values } = one.samples;
    const { from, to, isEmpty, times } = spanOf(timestampsMs);
    if (isEmpty) return [];
    if (to - from === values.length) return [one];
    return [new MatrixSeries(one.metric, { timestampsMs: times, values: values.subarray(from, to) })];
  });
}

/** Series, and what comes after them. Those that share their times go on to. */
export function joined(
  earlier: readonly MatrixSeries[],
  later: readonly SeriesAnswer[],
): readonly MatrixSeries[] {
  const timesOf = remembering((first) => remembering((second) => concatenated(first, second)));
  const before = new Map(earlier.map((one) => [labelsKey("", one.metric), one]));
  const all: MatrixSeries[] = [];
  for (const { metric, samples } of later) {
    const key = labelsKey("", metric);
    const first = before.get(key)?.samples;
    before.delete(key);
    const whole = first && {
      timestampsMs: timesOf(first.timestampsMs)(samples.timestampsMs),
      values: concatenated(first.values, samples.values),
    };
    all.push(new MatrixSeries(metric, whole ?? samples));
  }
  all.push(...before.values());
  return all;
}

function concatenated(first: Float64Array, second: Float64Array): Float64Array {
  const all = new Float64Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

function remembering<T>(make: (times: Float64Array) => T): (times: Float64Array) => T {
  const known = new Map<Float64Array, T>();
  return (times) => {
    const made = known.get(times) ?? make(times);
    known.set(times, made);
    return made;
  };
}
