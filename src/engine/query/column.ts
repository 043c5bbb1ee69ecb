import type { Labels } from "../../model/index.ts";

/** One answer at each step; NaN where there is none. */
export interface Column {
  readonly labels: Labels;
  readonly values: Float64Array;
}

/** Adds columns that agree in the labels of `by`. Where all that are added have no answer, the sum has none. */
export function sumBy(columns: Iterable<Column>, by: readonly string[]): Column[] {
  const groups = new Map<string, Column>();
  for (const { labels, values } of columns) {
    const kept = by.map((label) => labels[label] ?? "");
    const key = JSON.stringify(kept);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, {
        labels: Object.fromEntries(by.map((label, i) => [label, kept[i]!])),
        values: values.slice(),
      });
    } else addTo(group.values, values);
  }
  return [...groups.values()];
}

function addTo(sum: Float64Array, values: Float64Array): void {
  for (let i = 0; i < sum.length; i++) {
    const [left, right] = [sum[i]!, values[i]!];
    if (Number.isNaN(left)) sum[i] = right;
    else if (!Number.isNaN(right)) sum[i] = left + right;
  }
}
