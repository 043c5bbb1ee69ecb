import { cellsOf, type Labels, type MetricEntry } from "../../model/index.ts";

/** A metric, as the threads declared it. */
export type Metric = Omit<MetricEntry, "kind" | "metric">;

/** What one thread wrote of a series: `cells[at]` is its first cell. */
export interface Share {
  /** Who writes it: `worker_threads.threadId`. Undefined for what is left of threads that have ended. */
  readonly threadId: number | undefined;
  /** The place of the first cell, as the thread's directory names it. */
  readonly cell: number;
  readonly cells: Float64Array;
  readonly at: number;
}

/** One series: the sum of its shares, of which there is at least one. */
export interface CountedSeries {
  readonly labels: Labels;
  /** Values of the metric's labels, in their order. */
  readonly values: readonly string[];
  readonly shares: readonly Share[];
}

interface MutableSeries extends CountedSeries {
  readonly shares: Share[];
}

/** One metric with all its series, whichever threads write them. */
export class Family {
  readonly metric: Metric;
  readonly #byValues = new Map<string, MutableSeries>();
  #list: readonly CountedSeries[] | undefined;
  #version = 0;

  constructor(metric: Metric) {
    this.metric = metric;
  }

  /** Changes whenever a series comes or goes. */
  get version(): number {
    return this.#version;
  }

  /** In the order of their creation. */
  get series(): readonly CountedSeries[] {
    this.#list ??= [...this.#byValues.values()];
    return this.#list;
  }

  /** Numbers that one series has: 1, or for a histogram of n bounds n + 1 buckets, sum and count. */
  get width(): number {
    return this.metric.type === "histogram" ? this.metric.buckets.length + 3 : 1;
  }

  add(values: readonly string[], share: Share): CountedSeries {
    const key = JSON.stringify(values);
    const known = this.#byValues.get(key);
    if (known !== undefined) {
      known.shares.push(share);
      return known;
    }
    const labels = Object.fromEntries(this.metric.labels.map((label, i) => [label, values[i] ?? ""]));
    const series = { labels, values, shares: [share] };
    this.#byValues.set(key, series);
    this.#changed();
    return series;
  }

  /**
   * Ends one thread's share. What it counted stays in the sum while the series has other shares or `keep` says so,
   * because a counter that loses a part looks like one that began again. Gauges are forgotten at once.
   */
  withdraw(series: CountedSeries, share: Share, keep: boolean): void {
    const { shares } = series as MutableSeries;
    shares.splice(shares.indexOf(share), 1);
    const stays = keep || shares.some(({ threadId }) => threadId !== undefined);
    if (this.metric.type !== "gauge" && stays) this.#inherit(shares, share);
    else if (!shares.some(({ threadId }) => threadId !== undefined)) this.drop(series);
  }

  /** Forgets a series. */
  drop(series: CountedSeries): void {
    this.#byValues.delete(JSON.stringify(series.values));
    this.#changed();
  }

  /** Writes the numbers of all series, `width` for each, to `out` from `from` on. Buckets are cumulative. */
  read(out: Float64Array, from: number): void {
    if (this.metric.type === "histogram") this.#readHistograms(out, from);
    else this.#readNumbers(out, from);
  }

  #inherit(shares: Share[], share: Share): void {
    const size = cellsOf(this.metric.type, this.metric.buckets.length, false);
    let heir = shares.find(({ threadId }) => threadId === undefined);
    if (heir === undefined) {
      heir = { threadId: undefined, cell: 0, cells: new Float64Array(size), at: 0 };
      shares.push(heir);
    }
    for (let i = 0; i < size; i++) heir.cells[i]! += share.cells[share.at + i]!;
  }

  #readNumbers(out: Float64Array, from: number): void {
    const list = this.series;
    for (let i = 0; i < list.length; i++) out[from + i] = sumAt(list[i]!.shares, 0);
  }

  #readHistograms(out: Float64Array, from: number): void {
    const buckets = this.metric.buckets.length + 1;
    let to = from;
    for (const { shares } of this.series) {
      let count = 0;
      for (let bucket = 0; bucket < buckets; bucket++) {
        count += sumAt(shares, bucket);
        out[to++] = count;
      }
      out[to++] = sumAt(shares, buckets);
      out[to++] = count;
    }
  }

  #changed(): void {
    this.#list = undefined;
    this.#version += 1;
  }
}

function sumAt(shares: readonly Share[], offset: number): number {
  const first = shares[0]!;
  let sum = first.cells[first.at + offset]!;
  for (let i = 1; i < shares.length; i++) sum += shares[i]!.cells[shares[i]!.at + offset]!;
  return sum;
}
