/** The label set of one series, without its metric's name: `{ method: "GET", status_code: "200" }`. */
export type Labels = Readonly<Record<string, string>>;

/** A metric's name may hold letters, digits, `_` and `:` (Prometheus data model). */
export const METRIC_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/** A label's name may hold letters, digits and `_`; names that begin with `__` belong to Prometheus. */
export const LABEL_NAME = /^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/;

/**
 * One text for one label set, whatever the order it was written in.
 * JSON keeps it injective: no two label sets share a key, whatever characters their values hold.
 */
export function labelsKey(name: string, labels: Labels): string {
  const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([name, pairs]);
}
