import type { Labels } from "farol/model";

/** A series whose numbers are known beforehand: one a row, undefined where it is not there. The last stays. */
export interface ScriptedSeries {
  readonly name: string;
  /** One at least. */
  readonly labels: Labels;
  readonly values: readonly (number | undefined)[];
}

/** A series as it is in one row. */
export interface Shown {
  readonly name: string;
  readonly labels: Labels;
  readonly value: number | undefined;
}

/** Says which row is shown. */
const ROW = "script_row";

/**
 * Series that several watch, each at its own moments: whoever looks is shown the first row until the script begins, and
 * from then on one row further each time. So all see the same, whenever they look.
 */
export class Script {
  readonly lastRow: number;
  readonly #series: readonly ScriptedSeries[];
  #hasBegun = false;

  constructor(series: readonly ScriptedSeries[]) {
    this.lastRow = Math.max(...series.map(({ values }) => values.length)) - 1;
    const rows = Array.from({ length: this.lastRow + 1 }, (_, row) => row);
    this.#series = [...series, { name: ROW, labels: { of: "script" }, values: rows }];
  }

  begin(): void {
    this.#hasBegun = true;
  }

  /** What one who watches sees, look by look. */
  watch(): () => readonly Shown[] {
    let row = 0;
    return () => {
      if (this.#hasBegun && row < this.lastRow) row += 1;
      return this.#series.map(({ name, labels, values }) => {
        return { name, labels, value: values[Math.min(row, values.length - 1)] };
      });
    };
  }

  /** Each metric, with the names of its labels. */
  metrics(): ReadonlyMap<string, readonly string[]> {
    return new Map(this.#series.map(({ name, labels }) => [name, Object.keys(labels)]));
  }
}

/** A number that holds for some rows. */
export type Run = readonly [rows: number, value: number | undefined];

/** Numbers that follow each other: `held([2, 0], [5, 35])` is 0 for two rows, then 35 for five. */
export function held(...runs: readonly Run[]): readonly (number | undefined)[] {
  return runs.flatMap(([rows, value]) => Array.from({ length: rows }, () => value));
}
