import {
  type Labels,
  labelsKey,
  type Matcher,
  type Samples,
  type Series,
  type SeriesId,
  type SeriesReader,
  type SeriesWriter,
  type TimeRange,
} from "../../../model/index.ts";
import type { TickSample } from "../tick-overlay.ts";

interface Column {
  readonly name: string;
  readonly labels: Labels;
  readonly times: number[];
  readonly values: number[];
  readonly stale: number[];
}

/** The store of a test: what was given, and what rules have written. */
export class ReplayedStore implements SeriesReader, Pick<SeriesWriter, "series"> {
  readonly #columns: Column[] = [];
  readonly #ids = new Map<string, SeriesId>();
  readonly #byName = new Map<string, SeriesId[]>();

  series(name: string, labels: Labels): SeriesId {
    const key = labelsKey(name, labels);
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#columns.push({ name, labels, times: [], values: [], stale: [] }) - 1;
    this.#ids.set(key, id);
    this.#byName.set(name, [...(this.#byName.get(name) ?? []), id]);
    return id;
  }

  /** Adds samples, of which each comes after those of its series before it. */
  append(samples: Iterable<TickSample>): void {
    for (const { id, timestampMs, value } of samples) {
      const { times, values, stale } = this.#columns[id]!;
      times.push(timestampMs);
      values.push(value === "ended" ? Number.NaN : value);
      stale.push(Number(value === "ended"));
    }
  }

  *select(name: string | undefined, matchers: readonly Matcher[]): Iterable<Series> {
    const ids = name === undefined ? this.#columns.keys() : (this.#byName.get(name) ?? []);
    for (const id of ids) {
      const column = this.#columns[id]!;
      const labelOf = (label: string) => (label === "__name__" ? column.name : (column.labels[label] ?? ""));
      if (!matchers.every((one) => one.matches(labelOf(one.label)))) continue;
      yield { id, name: column.name, labels: column.labels, samples: (range) => within(column, range) };
    }
  }

  names(): readonly string[] {
    return [...this.#byName.keys()].sort();
  }

  family(): undefined {
    return undefined;
  }

  extent(): TimeRange | undefined {
    const written = this.#columns.filter(({ times }) => times.length > 0);
    if (written.length === 0) return undefined;
    return {
      startMs: Math.min(...written.map(({ times }) => times[0]!)),
      endMs: Math.max(...written.map(({ times }) => times.at(-1)!)),
    };
  }
}

function within({ times, values, stale }: Column, { startMs, endMs }: TimeRange): Samples {
  const first = times.findIndex((time) => time >= startMs);
  const end = times.findLastIndex((time) => time <= endMs) + 1;
  const from = first < 0 ? end : first;
  return {
    timestampsMs: Float64Array.from(times.slice(from, end)),
    values: Float64Array.from(values.slice(from, end)),
    stale: Uint8Array.from(stale.slice(from, end)),
  };
}
