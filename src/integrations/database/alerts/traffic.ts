import {
  above,
  alert,
  alertTest,
  alertTests,
  counterAt,
  type Limit,
  type Patience,
  promql,
  testSeries,
} from "../../../define/index.ts";
import { DATABASE_QUERIES_DASHBOARD } from "../../dashboards/index.ts";
import { WHEN_STATEMENTS_ARE_MANY } from "../../diagnoses/index.ts";
import { slowQueries } from "../../runbooks/index.ts";
import { dbQueries, dbRepeatedQueries } from "../metrics.ts";

const select = { query_type: "SELECT" } as const;
const rate = promql`sum(rate(${dbQueries}[5m]))`;
/**
 * What is usual: the hour that ended a quarter of an hour ago, so that what is unusual now is not yet in it when the
 * alert's time is over. It becomes the usual within the hour, and the alert ends.
 */
const usual = promql`sum(rate(${dbQueries}[1h] offset 15m))`;
/** Nothing is usual of a service that was not there when that hour began. */
const wasThere = promql`sum(rate(${dbQueries}[5m] offset 75m))`;

/** Fewer than one statement a second are no load, however many more than before they are. */
export function queryRateSpike(limit: Limit) {
  return alert("QueryRateSpike", {
    expr: promql`
      ${rate} / ${usual} > ${limit.threshold}
        and ${rate} > 1
        and ${wasThere}`,
    for: limit.for,
    severity: "warning",
    summary: '{{ $value | printf "%.1f" }} times the usual number of SQL statements run',
    description:
      `For ${limit.for} there have been more than ${limit.threshold} times as many statements as in the hour before. ` +
      "Where requests have not grown as well, one of them asks more often than it did.",
    runbook: slowQueries,
    dashboard: DATABASE_QUERIES_DASHBOARD,
    diagnoses: WHEN_STATEMENTS_ARE_MANY,
    tests: [
      ...alertTests({
        ...{ for: limit.for, window: "5m", ...above(limit.threshold), interval: "1m" },
        before: { at: 1, lasts: "90m" },
        levels: (times) => [counterAt(dbQueries, select, 60 * times)],
        seenAfter: "5m",
        littleTraffic: 0.1,
      }),
      alertTest("a service that has just started gets its traffic", {
        shows: "silent",
        interval: "1m",
        input: testSeries(
          [
            { lasts: "15m", levels: [counterAt(dbQueries, select, 60)] },
            { lasts: "30m", levels: [counterAt(dbQueries, select, 120 * limit.threshold)] },
          ],
          "1m",
        ),
        expect: [{ at: "32m", firing: [] }],
      }),
    ],
  });
}

export function repeatedQueriesDetected(limit: Patience) {
  return alert("RepeatedQueriesDetected", {
    expr: promql`sum by (endpoint) (increase(${dbRepeatedQueries}[5m])) > 0`,
    for: limit.for,
    severity: "warning",
    summary: "{{ $labels.endpoint }} repeats a SQL statement within a request",
    description:
      `For ${limit.for}, requests to {{ $labels.endpoint }} have run one statement again and again (N+1), ` +
      '{{ $value | printf "%.0f" }} times in the last five minutes. The log names its shape.',
    runbook: slowQueries,
    dashboard: DATABASE_QUERIES_DASHBOARD,
    diagnoses: WHEN_STATEMENTS_ARE_MANY,
    tests: alertTests({
      ...{ for: limit.for, window: "5m" },
      firesAt: 1,
      silentAt: 0,
      levels: (perMinute) => [counterAt(dbRepeatedQueries, { endpoint: "/orders" }, perMinute)],
      firing: [{ endpoint: "/orders" }],
    }),
  });
}
