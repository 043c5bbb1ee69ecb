import type { Samples } from "../../model/index.ts";
import { type Grid, timeAt } from "./grid.ts";
import type { Row } from "./value.ts";

/** Makes samples of the answers of rows; those that have one at every step share their times. */
export function samplesOfRows(grid: Grid): (row: Row) => Samples {
  const all = Float64Array.from({ length: grid.count }, (_, step) => timeAt(grid, step));
  return ({ values, present }) => {
    if (!present.includes(0)) return { timestampsMs: all, values };
    const isThere = (_: number, step: number) => present[step] === 1;
    return { timestampsMs: all.filter(isThere), values: values.filter(isThere) };
  };
}
