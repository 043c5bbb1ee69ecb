import { type Labels, labelsKey, type Samples, type TimeRange } from "../../model/index.ts";
import { ColumnAnswer, type SeriesAnswer } from "../../promql/index.ts";

/** What series have within a range; without those that have nothing there. Series that share their times go on to. */
export function within(series: readonly SeriesAnswer[], range: TimeRange): readonly SeriesAnswer[] {
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
    return [seriesOf(one.metric, { timestampsMs: times, values: values.subarray(from, to) })];
  });
}

/** Series, and what comes after them. Those that share their times go on to. */
export function joined(
  earlier: readonly SeriesAnswer[],
  later: readonly SeriesAnswer[],
): readonly SeriesAnswer[] {
  if (later.length === 0) return earlier;
  const timesOf = remembering((first) => remembering((second) => concatenated(first, second)));
  const before = new Map(earlier.map((one) => [labelsKey("", one.metric), one]));
  const all: SeriesAnswer[] = [];
  for (const { metric, samples } of later) {
    const key = labelsKey("", metric);
    const first = before.get(key)?.samples;
    before.delete(key);
    const whole = first && {
      timestampsMs: timesOf(first.timestampsMs)(samples.timestampsMs),
      values: concatenated(first.values, samples.values),
    };
    all.push(seriesOf(metric, whole ?? samples));
  }
  all.push(...before.values());
  return all;
}

/** Whose samples are there already. */
function seriesOf(metric: Labels, samples: Samples): SeriesAnswer {
  return new ColumnAnswer(metric, () => samples);
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
