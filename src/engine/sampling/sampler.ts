import type { SeriesId, SeriesWriter, Unit } from "../../model/index.ts";
import type { Census } from "../slab/census.ts";
import type { CountedSeries, Family } from "../slab/family.ts";
import { numbersOf } from "../slab/numbers.ts";

/** The numbers of one metric in the store, as they were when the family had this version. */
interface Plan {
  readonly version: number;
  readonly ids: ReadonlyMap<CountedSeries, readonly SeriesId[]>;
}

/** What a Prometheus writes of each scrape: with it, rules that ask for it are the same here. */
const UP = {
  name: "up",
  type: "gauge",
  help: "1 while the service is sampled; there is none while it is not.",
  unit: "none",
} as const;

/** Writes the numbers of all series to the store, and that the service is up. */
export class Sampler {
  readonly #census: Census;
  readonly #store: SeriesWriter;
  readonly #up: SeriesId;
  readonly #plans = new Map<Family, Plan>();
  #ids = new Uint32Array(0);
  #values = new Float64Array(0);

  /** @param service What the service is called as a job. */
  constructor(census: Census, store: SeriesWriter, service: string) {
    this.#census = census;
    this.#store = store;
    store.declare(UP);
    this.#up = store.series(UP.name, { job: service });
    this.#layOut([]);
  }

  /** Takes one sample of everything. Times must ascend. */
  sample(timestampMs: number): void {
    const { families } = this.#census;
    const changed = families.filter((family) => this.#plans.get(family)?.version !== family.version);
    for (const family of changed) this.#plan(family, timestampMs);
    if (changed.length > 0) this.#layOut(families);
    let at = 1;
    for (const family of families) {
      family.read(this.#values, at);
      at += family.series.length * family.width;
    }
    this.#store.append(timestampMs, this.#ids, this.#values, at);
  }

  #plan(family: Family, timestampMs: number): void {
    const before = this.#plans.get(family);
    if (before === undefined) this.#declare(family);
    const ids = new Map(family.series.map((one) => [one, before?.ids.get(one) ?? this.#begin(family, one)]));
    const kept = new Set([...ids.values()].flat());
    for (const ended of [...(before?.ids.values() ?? [])].flat()) {
      if (!kept.has(ended)) this.#store.end(ended, timestampMs);
    }
    this.#plans.set(family, { version: family.version, ids });
  }

  #declare({ metric: { name, type, help, unit } }: Family): void {
    this.#store.declare({ name, type, help, unit: unit as Unit });
  }

  #begin({ metric }: Family, { labels }: CountedSeries): readonly SeriesId[] {
    return numbersOf(metric).map(({ name, le }) =>
      this.#store.series(name, le === undefined ? labels : { ...labels, le }),
    );
  }

  #layOut(families: readonly Family[]): void {
    const count = families.reduce((sum, { series, width }) => sum + series.length * width, 1);
    this.#ids = new Uint32Array(count);
    this.#values = new Float64Array(count);
    [this.#ids[0], this.#values[0]] = [this.#up, 1];
    let at = 1;
    for (const family of families) {
      for (const ids of this.#plans.get(family)!.ids.values()) {
        this.#ids.set(ids, at);
        at += ids.length;
      }
    }
  }
}
