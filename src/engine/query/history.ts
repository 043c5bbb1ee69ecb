import type { Matcher, Series, SeriesReader, TimeRange } from "../../model/index.ts";
import { type Column, sumBy } from "./column.ts";
import { growth, type Measure } from "./increase.ts";
import { lastValues } from "./last.ts";
import { type BucketGroup, groupBuckets } from "./quantile.ts";
import { oneStep, type Steps } from "./steps.ts";

/** Which series a question is about, and by which labels the answer is added up; by default not at all. */
export interface Selection {
  readonly name: string;
  readonly matchers?: readonly Matcher[];
  readonly by?: readonly string[] | undefined;
}

/** The questions that the API asks of a store: what PromQL will answer one day. */
export class History {
  readonly #reader: SeriesReader;

  constructor(reader: SeriesReader) {
    this.#reader = reader;
  }

  /** The last value of each step. */
  last(selection: Selection, steps: Steps): Column[] {
    return this.#columns(selection, (series) => lastValues(series, steps));
  }

  /** What counters grew by each second of the window before each step. */
  rate(selection: Selection, steps: Steps, windowMs: number): Column[] {
    return this.#growth(selection, steps, windowMs, "rate");
  }

  /** What counters grew by over a range: columns of one value. */
  increase(selection: Selection, range: TimeRange): Column[] {
    return this.#growth(selection, oneStep(range), range.endMs - range.startMs, "increase");
  }

  /** What the buckets of a histogram grew by in the window before each step; without `by`, of each series. */
  buckets({ name, matchers, by }: Selection, steps: Steps, windowMs: number): BucketGroup[] {
    const columns = this.#growth(
      { name: `${name}_bucket`, matchers: matchers ?? [] },
      steps,
      windowMs,
      "increase",
    );
    const every = [...new Set(columns.flatMap(({ labels }) => Object.keys(labels)))].filter(
      (label) => label !== "le",
    );
    return groupBuckets(columns, by ?? every);
  }

  #growth(selection: Selection, steps: Steps, windowMs: number, measure: Measure): Column[] {
    const window = { windowMs, storeStartMs: this.#reader.extent()?.startMs ?? 0 };
    return this.#columns(selection, (series) => growth(series, steps, window, measure));
  }

  #columns({ name, matchers = [], by }: Selection, columnOf: (series: Series) => Column): Column[] {
    const columns = Array.from(this.#reader.select(name, matchers), columnOf);
    return by === undefined ? columns : sumBy(columns, by);
  }
}
