import {
  type Family,
  type Labels,
  labelsKey,
  type Matcher,
  type Samples,
  type Series,
  type SeriesReader,
  type TimeRange,
} from "../../model/index.ts";
import type { Load } from "./parse-script.ts";

interface Stored {
  readonly id: number;
  readonly name: string;
  readonly labels: Labels;
  readonly times: number[];
  readonly values: number[];
  readonly stale: number[];
  readonly histograms: number[];
}

/** The series that a script loads. */
export class ScriptStorage implements SeriesReader {
  readonly #series = new Map<string, Stored>();

  load({ stepMs, series }: Load): void {
    for (const { metric, points } of series) {
      const stored = this.#stored(metric);
      for (const [i, point] of points.entries()) {
        if (point === "gap") continue;
        stored.times.push(i * stepMs);
        stored.values.push(typeof point === "number" ? point : Number.NaN);
        stored.histograms.push(point === "histogram" ? 1 : 0);
        stored.stale.push(point === "stale" ? 1 : 0);
      }
    }
  }

  *select(wanted: string | undefined, matchers: readonly Matcher[]): Iterable<Series> {
    for (const stored of this.#series.values()) {
      const { id, name, labels } = stored;
      if (name !== (wanted ?? name)) continue;
      const labelOf = (label: string) => (label === "__name__" ? name : (labels[label] ?? ""));
      if (!matchers.every((matcher) => matcher.matches(labelOf(matcher.label)))) continue;
      yield { id, name, labels, samples: (range) => samplesIn(stored, range) };
    }
  }

  names(): readonly string[] {
    return [...new Set([...this.#series.values()].map(({ name }) => name))].sort();
  }

  family(): Family | undefined {
    return undefined;
  }

  extent(): TimeRange | undefined {
    const times = [...this.#series.values()].flatMap((one) => one.times);
    return times.length === 0 ? undefined : { startMs: Math.min(...times), endMs: Math.max(...times) };
  }

  #stored({ __name__: name = "", ...labels }: Labels): Stored {
    const key = labelsKey(name, labels);
    const known = this.#series.get(key);
    if (known !== undefined) return known;
    const made = { id: this.#series.size, name, labels, times: [], values: [], stale: [], histograms: [] };
    this.#series.set(key, made);
    return made;
  }
}

function samplesIn({ times, values, stale, histograms }: Stored, { startMs, endMs }: TimeRange): Samples {
  const within = [...times.keys()].filter((i) => times[i]! >= startMs && times[i]! <= endMs);
  const of = (numbers: readonly number[]) => within.map((i) => numbers[i]!);
  return {
    timestampsMs: Float64Array.from(of(times)),
    values: Float64Array.from(of(values)),
    stale: Uint8Array.from(of(stale)),
    ...(histograms.includes(1) && { histograms: Uint8Array.from(of(histograms)) }),
  };
}
