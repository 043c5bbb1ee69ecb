import type { Family, Matcher, Series, SeriesReader, TimeRange } from "../../model/index.ts";

/**
 * Several stores, read as one, in their order. Ids must differ between them, and no two have a series of the same name
 * and labels.
 */
export class JoinedReader implements SeriesReader {
  readonly #first: SeriesReader;
  readonly #others: readonly SeriesReader[];
  readonly #readers: readonly SeriesReader[];

  constructor(first: SeriesReader, ...others: readonly SeriesReader[]) {
    this.#first = first;
    this.#others = others;
    this.#readers = [first, ...others];
  }

  /** All of the first store, then all of the next. What only the first one has costs no more than there. */
  select(name: string | undefined, matchers: readonly Matcher[]): Iterable<Series> {
    const others = this.#others.filter((reader) => isAny(reader.select(name, matchers)));
    if (others.length === 0) return this.#first.select(name, matchers);
    return selectedOf([this.#first, ...others], name, matchers);
  }

  names(): readonly string[] {
    return [...new Set(this.#readers.flatMap((reader) => reader.names()))].sort();
  }

  /** As the first store says that knows it. */
  family(seriesName: string): Family | undefined {
    for (const reader of this.#readers) {
      const family = reader.family(seriesName);
      if (family !== undefined) return family;
    }
    return undefined;
  }

  extent(): TimeRange | undefined {
    const extents = this.#readers.map((reader) => reader.extent()).filter((one) => one !== undefined);
    if (extents.length === 0) return undefined;
    return {
      startMs: Math.min(...extents.map(({ startMs }) => startMs)),
      endMs: Math.max(...extents.map(({ endMs }) => endMs)),
    };
  }
}

function* selectedOf(
  readers: readonly SeriesReader[],
  name: string | undefined,
  matchers: readonly Matcher[],
): Iterable<Series> {
  for (const reader of readers) yield* reader.select(name, matchers);
}

function isAny(series: Iterable<Series>): boolean {
  for (const _ of series) return true;
  return false;
}
