import { useState } from "react";
import type { EndpointTraffic } from "../api/performance.ts";
import { count, perSecond, seconds, type Unit, written } from "../charts/units.ts";
import { type Column, nextOrder, type Order, sorted } from "./endpoint-order.ts";
import styles from "./endpoints.module.css";

/** The columns of numbers; the endpoint before them is the row's name. */
const NUMBERS: readonly { column: Column & keyof EndpointTraffic; title: string; unit: Unit }[] = [
  { column: "requests", title: "Requests", unit: count },
  { column: "ratePerSecond", title: "Rate", unit: perSecond("req") },
  { column: "errors", title: "5xx", unit: count },
  { column: "clientErrors", title: "4xx", unit: count },
  { column: "p50Seconds", title: "p50", unit: seconds },
  { column: "p95Seconds", title: "p95", unit: seconds },
  { column: "p99Seconds", title: "p99", unit: seconds },
];

interface EndpointsProps {
  readonly rows: readonly EndpointTraffic[];
  /** Shown in place of rows when there are none. */
  readonly nothing: string;
}

/** Requests, errors and latency of each endpoint over the range; a click on a heading sorts. */
export function Endpoints({ rows, nothing }: EndpointsProps) {
  const [order, setOrder] = useState<Order>({ column: "requests", descending: true });
  const slowest = Math.max(0, ...rows.map(({ p95Seconds }) => p95Seconds ?? 0));
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
              {NUMBERS.map(({ column, title }) => (
                <Heading key={column} column={column} title={title} numeric {...heading} />
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted(rows, order).map((row) => (
              <Row key={`${row.method} ${row.endpoint}`} row={row} slowest={slowest} />
            ))}
          </tbody>
        </table>
        {rows.length === 0 && <p className={styles.nothing}>{nothing}</p>}
      </section>
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

function Row({ row, slowest }: { readonly row: EndpointTraffic; readonly slowest: number }) {
  return (
    <tr>
      <th scope="row" className={styles.endpoint}>
        <span className={styles.method}>{row.method}</span> {row.endpoint}
      </th>
      {NUMBERS.map(({ column, unit }) => {
        const value = row[column] as number | null;
        return (
          <td key={column} data-numeric="true" data-column={column} data-some={value !== null && value > 0}>
            {column === "p95Seconds" && <Bar share={slowest > 0 ? (value ?? 0) / slowest : 0} />}
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
