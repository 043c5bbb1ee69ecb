import type { Labels } from "../../../model/index.ts";
import { copyOf, type Row } from "../value.ts";

/** The sum of the series of a group, step by step, to which one after the other is added. */
export class Sum {
  readonly #metric: Labels;
  readonly #isCompensated: boolean;
  #sum: Row | undefined;
  /** What rounding lost. */
  #lost: Float64Array | undefined;
  #dropsName = false;
  /** How many rows were added. */
  rows = 0;
  /** How many of them have histograms, which count for nothing. */
  histograms = 0;

  /** @param isCompensated Whether what rounding loses is kept, as since 2.54 */
  constructor(metric: Labels, isCompensated: boolean) {
    this.#metric = metric;
    this.#isCompensated = isCompensated;
  }

  /** Keeps nothing of the row itself. */
  add(row: Row): void {
    this.rows += 1;
    this.#dropsName ||= row.dropsName;
    if (row.histograms !== undefined) this.histograms += 1;
    if (this.#sum === undefined) this.#sum = copyOf(row);
    else {
      this.#lost ??= new Float64Array(row.values.length);
      addTo(this.#sum, row, this.#lost);
    }
  }

  /** To be called once, after a row was added. */
  finish(): Row {
    const { values, present } = this.#sum!;
    if (this.#isCompensated && this.#lost !== undefined) compensate(values, this.#lost);
    // a name that shall go from one of them cannot stay for all
    return { metric: this.#metric, values, present, dropsName: this.#dropsName };
  }
}

function addTo(sum: Row, { values, present }: Row, lost: Float64Array): void {
  for (let step = 0; step < present.length; step++) {
    if (present[step] !== 1) continue;
    const value = values[step]!;
    if (sum.present[step] === 1) addAt(step, value, sum.values, lost);
    else {
      sum.values[step] = value;
      sum.present[step] = 1;
    }
  }
}

function addAt(step: number, value: number, sums: Float64Array, lost: Float64Array): void {
  const before = sums[step]!;
  const after = before + value;
  lost[step]! += Math.abs(before) >= Math.abs(value) ? before - after + value : value - after + before;
  sums[step] = after;
}

/** What is lost to infinity is no number. */
function compensate(sums: Float64Array, lost: Float64Array): void {
  for (let step = 0; step < lost.length; step++) if (Number.isFinite(sums[step])) sums[step]! += lost[step]!;
}
