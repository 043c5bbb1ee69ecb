import type { Labels } from "../../model/index.ts";
import { refuseHistograms } from "./histograms.ts";
import type { Query } from "./query.ts";
import { QueryError } from "./query-error.ts";
import { metricKey, type Row, type VectorValue, vectorOf, withoutName } from "./value.ts";

/** Each answer made another, `step` being its index; the metric's name goes, as it is no more that metric. */
export function mapRows(
  { rows }: VectorValue,
  query: Query,
  change: (value: number, step: number) => number,
): VectorValue {
  return distinct(mapValues(rows, change).map((row) => ({ ...row, ...nameless(row.metric, query) })));
}

/** Each answer made another of the same metric. */
export function mapValues(
  rows: readonly Row[],
  change: (value: number, step: number) => number,
): readonly Row[] {
  refuseHistograms(rows);
  return rows.map((row) => ({
    ...row,
    values: row.values.map((value, step) => (row.present[step] === 1 ? change(value, step) : 0)),
  }));
}

/** A metric whose name goes, now or in the end. */
export function nameless(metric: Labels, query: Query): Pick<Row, "metric" | "dropsName"> {
  return query.delaysNameRemoval
    ? { metric, dropsName: true }
    : { metric: withoutName(metric), dropsName: false };
}

/**
 * Rows of which none has the labels of another at the same step; those that do at other steps are one.
 * @throws QueryError where two do
 */
export function distinct(rows: readonly Row[]): VectorValue {
  refuseHistograms(rows);
  const merged = new Map<string, Row>();
  for (const row of rows) {
    const key = metricKey(row.metric);
    const before = merged.get(key);
    merged.set(key, before === undefined ? row : united(before, row));
  }
  return vectorOf([...merged.values()]);
}

function united(a: Row, b: Row): Row {
  const [values, present] = [a.values.slice(), a.present.slice()];
  for (let step = 0; step < present.length; step++) {
    if (b.present[step] !== 1) continue;
    if (present[step] === 1) throw sameLabels();
    values[step] = b.values[step]!;
    present[step] = 1;
  }
  return { ...a, values, present };
}

export function sameLabels(): QueryError {
  return new QueryError("vector cannot contain metrics with the same labelset");
}
