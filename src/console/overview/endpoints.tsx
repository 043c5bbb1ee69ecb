import { useMemo, useState } from "react";
import { written } from "../charts/units.ts";
import { ENDPOINT_COLUMNS } from "./endpoint-columns.ts";
import { type Column, nextOrder, type Order, sorted } from "./endpoint-order.ts";
import { type EndpointRow, endpointTable } from "./endpoint-rows.ts";
import styles from "./endpoints.module.css";
import { Notes, Unread } from "./notes.tsx";
import type { Snapshot } from "./snapshot.ts";

const NO_ROWS = { rows: [], notes: [] };

/** Requests, errors and latency of each endpoint over the range; a click on a heading sorts. */
export function Endpoints({ snapshot }: { readonly snapshot: Snapshot }) {
  const [order, setOrder] = useState<Order>({ column: "requests", descending: true });
  const table = useMemo(() => endpointTable(snapshot), [snapshot]);
  const { rows, notes } = table.kind === "rows" ? table : NO_ROWS;
  const slowest = Math.max(0, ...rows.map(({ p95 }) => p95 ?? 0));
  const heading = { order, onOrder: (column: Column) => setOrder(nextOrder(order, column)) };
  return (
    <div className={styles.card}>
      <h3 id="endpoints-title">Endpoints</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-labelledby="endpoints-title">
        <table data-testid="endpoints">
          <thead>
            <tr>
              <Heading column="endpoint" title="Endpoint" {...heading} />
              {ENDPOINT_COLUMNS.map(({ id, title }) => (
                <Heading key={id} column={id} title={title} numeric {...heading} />
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted(rows, order).map((row) => (
              <Row key={`${row.method} ${row.endpoint}`} row={row} slowest={slowest} />
            ))}
          </tbody>
        </table>
        {table.kind === "failed" ? (
          <Unread fault={table.fault} />
        ) : (
          rows.length === 0 && (
            <p className={styles.nothing}>Nothing in this range: no request was answered.</p>
          )
        )}
      </section>
      <Notes notes={notes} />
    </div>
  );
}

interface HeadingProps {
  readonly column: Column;
  readonly title: string;
  readonly numeric?: boolean;
  readonly order: Order;
  readonly onOrder: (column: Column) => void;
}

function Heading({ column, title, numeric = false, order, onOrder }: HeadingProps) {
  const direction = order.descending ? "descending" : "ascending";
  return (
    <th scope="col" data-numeric={numeric} aria-sort={order.column === column ? direction : "none"}>
      <button type="button" onClick={() => onOrder(column)}>
        {title}
      </button>
    </th>
  );
}

function Row({ row, slowest }: { readonly row: EndpointRow; readonly slowest: number }) {
  return (
    <tr>
      <th scope="row" className={styles.endpoint}>
        <span className={styles.method}>{row.method}</span> {row.endpoint}
      </th>
      {ENDPOINT_COLUMNS.map(({ id, unit }) => {
        const value = row[id];
        return (
          <td key={id} data-numeric="true" data-column={id} data-some={value !== null && value > 0}>
            {id === "p95" && <Bar share={slowest > 0 ? (value ?? 0) / slowest : 0} />}
            <data value={value ?? ""}>{written(unit, value)}</data>
          </td>
        );
      })}
    </tr>
  );
}

/** How slow an endpoint is beside the slowest one. */
function Bar({ share }: { readonly share: number }) {
  return (
    <svg className={styles.bar} viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true">
      <rect x={100 - share * 100} width={share * 100} height="3" />
    </svg>
  );
}
