import type { Row } from "../value.ts";

/**
 * Sums rows step by step, into one that is empty.
 * @param isCompensated Whether what rounding loses is kept, as since 2.54.
 */
export function addColumns(rows: readonly Row[], sum: Row, isCompensated: boolean): void {
  const lost = new Float64Array(sum.values.length);
  for (const { values, present } of rows)
    for (let step = 0; step < present.length; step++)
      if (present[step] === 1) add(values[step]!, step, sum, lost);
  if (!isCompensated) return;
  // what is lost to infinity is no number
  for (let step = 0; step < lost.length; step++)
    if (Number.isFinite(sum.values[step])) sum.values[step]! += lost[step]!;
}

function add(value: number, step: number, { values, present }: Row, lost: Float64Array): void {
  if (present[step] === 0) {
    values[step] = value;
    present[step] = 1;
    return;
  }
  const before = values[step]!;
  const after = before + value;
  lost[step]! += Math.abs(before) >= Math.abs(value) ? before - after + value : value - after + before;
  values[step] = after;
}
