import type { Family, Labels, SeriesId } from "../../../model/index.ts";

/** One series as the log must be able to name it. */
export interface KnownSeries {
  readonly name: string;
  readonly labels: Labels;
  /** When it ended; undefined while it goes on. */
  endedMs: number | undefined;
}

/** What a new segment must say before it can say a value: the families and series that there are. */
export class Catalog {
  readonly families = new Map<string, Family>();
  readonly #series = new Map<SeriesId, KnownSeries>();
  #epoch = 0;

  /** Changes whenever the store uses a number again that was another series'. */
  get epoch(): number {
    return this.#epoch;
  }

  declare(family: Family): void {
    this.families.set(family.name, family);
  }

  take(id: SeriesId, name: string, labels: Labels): void {
    const known = this.#series.get(id);
    if (known !== undefined && known.name === name && isSame(known.labels, labels)) return;
    if (known !== undefined) this.#epoch += 1;
    this.#series.set(id, { name, labels, endedMs: undefined });
  }

  get(id: SeriesId): KnownSeries | undefined {
    return this.#series.get(id);
  }

  /** The series that go on. */
  *current(): Iterable<KnownSeries> {
    for (const series of this.#series.values()) if (series.endedMs === undefined) yield series;
  }

  /** Forgets the series that the store has forgotten. */
  keep(isKnown: (id: SeriesId) => boolean): void {
    for (const id of this.#series.keys()) if (!isKnown(id)) this.#series.delete(id);
  }
}

function isSame(a: Labels, b: Labels): boolean {
  if (a === b) return true;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
