import { CHUNK_CELLS, type DirectoryEntry, type MetricEntry, type SeriesEntry } from "../../model/index.ts";
import { type CountedSeries, Family, type Share } from "./family.ts";

/** Where the cells of one thread are. */
export interface CellSource {
  readonly threadId: number;
  chunkOf(cell: number): Float64Array;
}

/** All metrics and series that there are, summed over the threads that write them. */
export class Census {
  readonly #families = new Map<string, Family>();
  #sorted: readonly Family[] | undefined;
  #conflicts = 0;

  /** Sorted by name. */
  get families(): readonly Family[] {
    this.#sorted ??= [...this.#families.values()].sort((a, b) => (a.metric.name < b.metric.name ? -1 : 1));
    return this.#sorted;
  }

  family(name: string): Family | undefined {
    return this.#families.get(name);
  }

  /** Metrics that were ignored because another thread had declared the same name differently. */
  get conflicts(): number {
    return this.#conflicts;
  }

  /** Begins to count a thread. */
  join(source: CellSource): Member {
    return new Member(source, (entry) => this.#declare(entry));
  }

  #declare({ kind, metric: _number, ...metric }: MetricEntry): Family | undefined {
    const known = this.#families.get(metric.name);
    if (known === undefined) {
      const family = new Family(metric);
      this.#families.set(metric.name, family);
      this.#sorted = undefined;
      return family;
    }
    if (shape(known.metric) === shape(metric)) return known;
    this.#conflicts += 1;
    return undefined;
  }
}

function shape({ type, labels, buckets }: Pick<MetricEntry, "type" | "labels" | "buckets">): string {
  return JSON.stringify([type, labels, buckets]);
}

interface Placed {
  readonly family: Family;
  readonly series: CountedSeries;
  readonly share: Share;
}

/** What one thread adds to the census. */
export class Member {
  readonly #source: CellSource;
  readonly #declare: (entry: MetricEntry) => Family | undefined;
  readonly #families = new Map<number, Family | undefined>();
  readonly #placed = new Map<number, Placed>();

  constructor(source: CellSource, declare: (entry: MetricEntry) => Family | undefined) {
    this.#source = source;
    this.#declare = declare;
  }

  /** Takes in one line of the thread's directory. */
  take(entry: DirectoryEntry): void {
    if (entry.kind === "metric") this.#families.set(entry.metric, this.#declare(entry));
    else if (entry.kind === "series") this.#begin(entry);
    else this.#end(entry.cell, false);
  }

  /** The thread has ended: what it counted stays, its gauges go, its memory is let go. */
  leave(): void {
    for (const cell of [...this.#placed.keys()]) this.#end(cell, true);
  }

  #begin({ metric, cell, values }: SeriesEntry): void {
    const family = this.#families.get(metric);
    if (family === undefined) return;
    const cells = this.#source.chunkOf(cell);
    const share = { threadId: this.#source.threadId, cell, cells, at: cell % CHUNK_CELLS };
    this.#placed.set(cell, { family, series: family.add(values, share), share });
  }

  #end(cell: number, keep: boolean): void {
    const placed = this.#placed.get(cell);
    if (placed === undefined) return;
    this.#placed.delete(cell);
    placed.family.withdraw(placed.series, placed.share, keep);
  }
}
