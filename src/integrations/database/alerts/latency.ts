import {
  above,
  alert,
  alertTests,
  bucketsOf,
  countOf,
  histogramAt,
  type Limit,
  percentile,
  promql,
  secondsText,
} from "../../../define/index.ts";
import type { Severity } from "../../../model/index.ts";
import { DATABASE_DASHBOARD, DATABASE_QUERIES_DASHBOARD } from "../../dashboards/index.ts";
import { WHEN_STATEMENTS_ARE_SLOW, WHEN_TRANSACTIONS_ARE_LONG } from "../../diagnoses/index.ts";
import { slowQueries } from "../../runbooks/index.ts";
import { dbQueryDuration, dbTransactionDuration } from "../metrics.ts";

/** Among a hundred statements or fewer, the 99th percentile is the slowest one alone. */
export function queryLatency<N extends string>(name: N, severity: Severity, limit: Limit) {
  return alert(name, {
    expr: promql`
      ${percentile(0.99, bucketsOf(dbQueryDuration))} > ${limit.threshold}
        and sum(increase(${countOf(dbQueryDuration)}[5m])) > 100`,
    for: limit.for,
    severity,
    summary: "One SQL statement in a hundred takes longer than {{ $value | humanizeDuration }}",
    description:
      `The 99th percentile of all statements' durations has been over ${secondsText(limit.threshold)} for ${limit.for}; ` +
      "waiting for a connection is not in it.",
    runbook: slowQueries,
    dashboard: DATABASE_QUERIES_DASHBOARD,
    diagnoses: WHEN_STATEMENTS_ARE_SLOW,
    tests: alertTests({
      ...{ for: limit.for, window: "5m", ...above(1) },
      levels: (percent) => [
        histogramAt(dbQueryDuration, { query_type: "SELECT" }, 0.6 * (100 - percent), limit.threshold / 10),
        // in a bucket further up, also where no bucket ends at the threshold
        histogramAt(dbQueryDuration, { query_type: "UPDATE" }, 0.6 * percent, limit.threshold * 3),
      ],
      // until there are more than a hundred
      seenAfter: "1m45s",
      littleTraffic: 0.1,
    }),
  });
}

/** A transaction is known when it has ended. Of twenty or fewer in five minutes, nothing is said. */
export function longRunningTransactions(limit: Limit) {
  return alert("LongRunningTransactions", {
    expr: promql`
      ${percentile(0.99, bucketsOf(dbTransactionDuration))} > ${limit.threshold}
        and sum(increase(${countOf(dbTransactionDuration)}[5m])) > 20`,
    for: limit.for,
    severity: "warning",
    summary: "One transaction in a hundred takes longer than {{ $value | humanizeDuration }}",
    description:
      `The 99th percentile of all transactions' durations has been over ${secondsText(limit.threshold)} for ${limit.for}. ` +
      "Each holds a connection and its locks for so long, and keeps vacuum from the rows that it could see.",
    runbook: slowQueries,
    dashboard: DATABASE_DASHBOARD,
    diagnoses: WHEN_TRANSACTIONS_ARE_LONG,
    tests: alertTests({
      ...{ for: limit.for, window: "5m", ...above(1) },
      levels: (percent) => [
        histogramAt(dbTransactionDuration, {}, 0.2 * (100 - percent), limit.threshold / 10),
        histogramAt(dbTransactionDuration, {}, 0.2 * percent, limit.threshold * 3),
      ],
      // until there are more than twenty
      seenAfter: "1m",
      littleTraffic: 0.1,
    }),
  });
}
