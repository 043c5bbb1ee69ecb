import type { Labels, Samples } from "../../model/index.ts";

/** A number at a time. */
export interface Point {
  readonly timeMs: number;
  readonly value: number;
}

/** One series of an answer. */
export interface SeriesAnswer {
  /** The metric's name is among them as `__name__`, where it has one. */
  readonly metric: Labels;
  /** As columns. Of many series at the same times, these are one array. */
  readonly samples: Samples;
  /** The same, one by one. */
  readonly points: readonly Point[];
}

/** Points take eight times the memory of columns as objects: they are made for who reads a series, while it does. */
export class ColumnAnswer implements SeriesAnswer {
  readonly metric: Labels;
  readonly #samples: () => Samples;

  constructor(metric: Labels, samples: () => Samples) {
    this.metric = metric;
    this.#samples = samples;
  }

  get samples(): Samples {
    return this.#samples();
  }

  get points(): readonly Point[] {
    const { timestampsMs, values } = this.#samples();
    return Array.from(timestampsMs, (timeMs, i) => ({ timeMs, value: values[i]! }));
  }
}
