import type { SeriesId } from "../../model/index.ts";
import type { StoredSeries } from "./stored-series.ts";

/** Stands for a series that is not known. */
export const NO_ROW = -1;

/** Which rows the ids of a tick have: most ticks have the ids of the tick before, so that most are not looked up. */
export class TickRows {
  readonly #byId: ReadonlyMap<SeriesId, StoredSeries>;
  #ids = new Uint32Array(0);
  #rows = new Int32Array(0);

  constructor(byId: ReadonlyMap<SeriesId, StoredSeries>) {
    this.#byId = byId;
  }

  /** The rows of the first `count` ids; overwritten by the next call. */
  of(ids: Uint32Array, count: number): Int32Array {
    if (count > this.#ids.length) {
      this.#ids = new Uint32Array(count);
      this.#rows = new Int32Array(count).fill(NO_ROW);
    }
    const [known, rows] = [this.#ids, this.#rows];
    for (let i = 0; i < count; i++) {
      if (ids[i] === known[i] && rows[i] !== NO_ROW) continue;
      known[i] = ids[i]!;
      rows[i] = this.#byId.get(ids[i]!)?.row ?? NO_ROW;
    }
    return rows;
  }

  /** Looks all up anew: series were forgotten. */
  forget(): void {
    this.#rows.fill(NO_ROW);
  }
}
