import type { ColumnId } from "./endpoint-columns.ts";
import type { EndpointRow } from "./endpoint-rows.ts";

/** A column of the endpoints' table. */
export type Column = "endpoint" | ColumnId;

export interface Order {
  readonly column: Column;
  readonly descending: boolean;
}

/** The order after a click on a column: numbers begin with the largest, names with A; a second click turns it. */
export function nextOrder(order: Order, column: Column): Order {
  if (order.column === column) return { column, descending: !order.descending };
  return { column, descending: column !== "endpoint" };
}

/** A sorted copy; rows without a number stand last either way. */
export function sorted(rows: readonly EndpointRow[], { column, descending }: Order): EndpointRow[] {
  const turn = descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [x, y] = [a[column], b[column]];
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    if (x === y) return 0;
    return x < y ? -turn : turn;
  });
}
