import type { Family, Matcher, Series, SeriesReader, TimeRange } from "../../model/index.ts";

/** A reader through another one, which notices whether any series was found. */
export class NoticingReader implements SeriesReader {
  readonly #reader: SeriesReader;
  #hasFound = false;

  constructor(reader: SeriesReader) {
    this.#reader = reader;
  }

  /** Whether any selection has found a series that was looked at. */
  get hasFound(): boolean {
    return this.#hasFound;
  }

  select(name: string | undefined, matchers: readonly Matcher[]): Iterable<Series> {
    const series = this.#reader.select(name, matchers);
    return this.#hasFound ? series : this.#noticed(series);
  }

  names(): readonly string[] {
    return this.#reader.names();
  }

  family(seriesName: string): Family | undefined {
    return this.#reader.family(seriesName);
  }

  extent(): TimeRange | undefined {
    return this.#reader.extent();
  }

  *#noticed(series: Iterable<Series>): Iterable<Series> {
    for (const one of series) {
      this.#hasFound = true;
      yield one;
    }
  }
}
