import {
  above,
  alert,
  alertTests,
  bucketsOf,
  countOf,
  gaugeAt,
  histogramAt,
  type Limit,
  percentile,
  percentText,
  promql,
  secondsText,
} from "../../../define/index.ts";
import type { Severity } from "../../../model/index.ts";
import { INFRASTRUCTURE_DASHBOARD } from "../../dashboards/index.ts";
import { WHEN_CONNECTIONS_ARE_SHORT } from "../../diagnoses/index.ts";
import { databasePoolExhausted } from "../../runbooks/index.ts";
import { dbConnectionPoolWait, dbPoolActive, dbPoolMax } from "../metrics.ts";

const firing = [{ pool: "main" }];

/** The fullest of all instances counts: whoever asks there waits, however free the others are. */
export function connectionPool<N extends string>(name: N, severity: Severity, limit: Limit) {
  return alert(name, {
    expr: promql`max by (pool) (${dbPoolActive} / ${dbPoolMax}) > ${limit.threshold}`,
    for: limit.for,
    severity,
    summary: "{{ $value | humanizePercentage }} of the connections of the pool {{ $labels.pool }} are in use",
    description:
      `For ${limit.for}, an instance has used more than ${percentText(limit.threshold)} of the connections of its pool ` +
      "{{ $labels.pool }}. When all are in use, requests wait for one, and fail when they have waited too long.",
    runbook: databasePoolExhausted,
    dashboard: INFRASTRUCTURE_DASHBOARD,
    diagnoses: WHEN_CONNECTIONS_ARE_SHORT,
    tests: alertTests({
      ...{ for: limit.for, ...above(limit.threshold), firing },
      levels: (share) => [
        gaugeAt(dbPoolActive, { pool: "main", instance: "a" }, 1000 * share),
        gaugeAt(dbPoolMax, { pool: "main", instance: "a" }, 1000),
        gaugeAt(dbPoolActive, { pool: "main", instance: "b" }, 1),
        gaugeAt(dbPoolMax, { pool: "main", instance: "b" }, 1000),
      ],
    }),
  });
}

/** Among a hundred checkouts or fewer, the 99th percentile is the longest wait alone. */
export function connectionWaitTimeHigh(limit: Limit) {
  return alert("DatabaseConnectionWaitTimeHigh", {
    expr: promql`
      ${percentile(0.99, bucketsOf(dbConnectionPoolWait), { by: ["pool"] })} > ${limit.threshold}
        and sum by (pool) (increase(${countOf(dbConnectionPoolWait)}[5m])) > 100`,
    for: limit.for,
    severity: "warning",
    summary:
      "One checkout in a hundred waits longer than {{ $value | humanizeDuration }} for a connection of the pool {{ $labels.pool }}",
    description:
      `The 99th percentile of waiting for a connection of the pool {{ $labels.pool }} has been over ${secondsText(limit.threshold)} ` +
      `for ${limit.for}. Requests are slower by as much.`,
    runbook: databasePoolExhausted,
    dashboard: INFRASTRUCTURE_DASHBOARD,
    diagnoses: WHEN_CONNECTIONS_ARE_SHORT,
    tests: alertTests({
      ...{ for: limit.for, window: "5m", ...above(1), firing },
      levels: (percent) => [
        histogramAt(dbConnectionPoolWait, { pool: "main" }, 0.6 * (100 - percent), 0),
        histogramAt(dbConnectionPoolWait, { pool: "main" }, 0.6 * percent, limit.threshold * 3),
      ],
      // until there are more than a hundred
      seenAfter: "1m45s",
      littleTraffic: 0.1,
    }),
  });
}
