import type { Labels } from "./labels.ts";
import type { MetricType, Unit } from "./metric.ts";

/** A store's own number for a series; valid until the series has ended and its samples are forgotten. */
export type SeriesId = number;

/** What a metric's family is, beside its samples. */
export interface Family {
  readonly name: string;
  readonly type: MetricType;
  readonly help: string;
  readonly unit: Unit;
}

/** A span of wall time in milliseconds; both ends belong to it. */
export interface TimeRange {
  readonly startMs: number;
  readonly endMs: number;
}

/** Samples of one series, oldest first; the arrays have one length. */
export interface Samples {
  readonly timestampsMs: Float64Array;
  readonly values: Float64Array;
  /**
   * 1 where a sample is none, but says that the series ended there: at the first tick after its last sample, or when
   * somebody said so before. Its value is NaN. Default: nowhere.
   */
  readonly stale?: Uint8Array;
  /** 1 where a sample is a native histogram, of which Farol knows only that it is one. Default: nowhere. */
  readonly histograms?: Uint8Array;
}

/** One series that can be read: its name (`http_requests_total`, `…_bucket`), its labels, its samples. */
export interface Series {
  readonly id: SeriesId;
  readonly name: string;
  readonly labels: Labels;
  /** @param into Memory that its values may be put into, which the next that is read into it overwrites. Default: new */
  samples(range: TimeRange, into?: SampleBuffer): Samples;
  /** What `withoutMarks` leaves of `samples`, of a series that has that at less cost; asked by `unmarkedSamples`. */
  unmarked?(range: TimeRange, into?: SampleBuffer): Samples;
  /** The end of `samples`, be it a sample or a mark, of a series that has that at less cost; asked by `newestSamples`. */
  newest?(range: TimeRange, into?: SampleBuffer): Samples;
}

/** Memory for the values of series that are read one after the other. */
export class SampleBuffer {
  #memory = new Float64Array(0);
  /** What was given last: most series of a tick have as many samples as the one before. */
  #given = this.#memory;

  /** Room for so many values, at least. */
  room(length: number): Float64Array {
    if (length > this.#memory.length) this.#memory = new Float64Array(2 * length);
    return this.#memory;
  }

  /** The first so many values of that room. */
  of(length: number): Float64Array {
    if (length !== this.#given.length || this.#given.buffer !== this.#memory.buffer)
      this.#given = this.#memory.subarray(0, length);
    return this.#given;
  }
}

/** `=`, `!=`, `=~`, `!~` on one label; the metric's name is the label `__name__`. */
export interface Matcher {
  readonly label: string;
  /** The only values that match, where they are known; so that a store need not ask about others. */
  readonly values?: readonly string[];
  matches(value: string): boolean;
}

/** How history is read: what PromQL and the monitoring API know of a store. */
export interface SeriesReader {
  /**
   * Series of this metric name, or of every one where it is undefined, that satisfy every matcher, in the order of their
   * creation. An absent label has the value "".
   */
  select(name: string | undefined, matchers: readonly Matcher[]): Iterable<Series>;
  /** Names of all series that can be selected, sorted. */
  names(): readonly string[];
  /** The family that a series name belongs to: `x_bucket` to `x`. Undefined when nobody declared it. */
  family(seriesName: string): Family | undefined;
  /** The times of the oldest and the newest sample; undefined while the store is empty. */
  extent(): TimeRange | undefined;
}

/** How a tick is written: what the sampler and the rules know of a store. */
export interface SeriesWriter {
  declare(family: Family): void;
  /** The id of this series, which is made when it does not exist. */
  series(name: string, labels: Labels): SeriesId;
  /** Appends one value to each of the first `count` ids, all at one time. Times must ascend from call to call. */
  append(timestampMs: number, ids: Uint32Array, values: Float64Array, count: number): void;
  /** Says that a series has ended: from this time on it is absent, not flat. */
  end(id: SeriesId, timestampMs: number): void;
}

/** A series' samples without marks, as cheaply as it can tell them. */
export function unmarkedSamples(series: Series, range: TimeRange, into?: SampleBuffer): Samples {
  return series.unmarked?.(range, into) ?? withoutMarks(series.samples(range, into));
}

/** As many of a series' samples as it takes to know the last of a range, as cheaply as it can tell them. */
export function newestSamples(series: Series, range: TimeRange, into?: SampleBuffer): Samples {
  return series.newest?.(range, into) ?? series.samples(range, into);
}

/** The samples that are some: without the marks that say that a series ended. */
export function withoutMarks(samples: Samples): Samples {
  const { timestampsMs, values, stale, histograms } = samples;
  const first = stale?.indexOf(1) ?? -1;
  if (stale === undefined || first < 0) return samples;
  const times = timestampsMs.slice();
  const kept = values.slice();
  const kinds = histograms?.slice();
  let count = first;
  for (let i = first + 1; i < stale.length; i++) {
    if (stale[i] === 1) continue;
    times[count] = timestampsMs[i]!;
    kept[count] = values[i]!;
    if (kinds !== undefined) kinds[count] = histograms![i]!;
    count += 1;
  }
  return {
    timestampsMs: times.subarray(0, count),
    values: kept.subarray(0, count),
    ...(kinds !== undefined && { histograms: kinds.subarray(0, count) }),
  };
}
