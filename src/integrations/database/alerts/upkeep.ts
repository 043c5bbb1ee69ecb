import {
  above,
  alert,
  alertTests,
  counterAt,
  gaugeAt,
  type Limit,
  percentText,
  promql,
} from "../../../define/index.ts";
import { DATABASE_DASHBOARD } from "../../dashboards/index.ts";
import { WHEN_TRANSACTIONS_ARE_LONG, WHEN_TRANSACTIONS_COLLIDE } from "../../diagnoses/index.ts";
import { slowQueries } from "../../runbooks/index.ts";
import { dbDeadlocks, dbTableBloat } from "../metrics.ts";

/** Every instance of the service counts all of its database's, so that they are not added up. */
export const deadlocksDetected = alert("DeadlocksDetected", {
  expr: promql`max by (pool) (increase(${dbDeadlocks}[15m])) > 0`,
  severity: "info",
  summary: "Transactions in the database of the pool {{ $labels.pool }} deadlocked",
  description:
    'PostgreSQL has ended about {{ $value | printf "%.0f" }} in the last 15 minutes, each with error 40P01. ' +
    "Its log names the statements; transactions that lock rows in one order do not deadlock.",
  runbook: slowQueries,
  dashboard: DATABASE_DASHBOARD,
  diagnoses: WHEN_TRANSACTIONS_COLLIDE,
  tests: alertTests({
    window: "15m",
    firesAt: 1,
    silentAt: 0,
    levels: (perMinute) => [counterAt(dbDeadlocks, { pool: "main" }, perMinute)],
    firing: [{ pool: "main" }],
  }),
});

export function tableBloatHigh(limit: Limit) {
  return alert("TableBloatHigh", {
    expr: promql`max by (pool, table) (${dbTableBloat}) > ${limit.threshold}`,
    for: limit.for,
    severity: "info",
    summary: "{{ $value | humanizePercentage }} of the rows of {{ $labels.table }} are dead",
    description:
      `For ${limit.for}, more than ${percentText(limit.threshold)} of the rows of {{ $labels.table }} (pool {{ $labels.pool }}) ` +
      "have been dead. Vacuum does not keep up, or an old transaction or replication slot keeps it from them.",
    runbook: slowQueries,
    dashboard: DATABASE_DASHBOARD,
    diagnoses: WHEN_TRANSACTIONS_ARE_LONG,
    tests: alertTests({
      ...{ for: limit.for, ...above(limit.threshold), interval: "1m" },
      levels: (ratio) => [
        gaugeAt(dbTableBloat, { pool: "main", table: "public.jobs" }, ratio),
        gaugeAt(dbTableBloat, { pool: "main", table: "public.users" }, 0),
      ],
      firing: [{ pool: "main", table: "public.jobs" }],
    }),
  });
}
