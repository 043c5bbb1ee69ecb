import {
  above,
  alert,
  alertTests,
  counterAt,
  gaugeAt,
  type Limit,
  type Patience,
  percentText,
  promql,
} from "../../../define/index.ts";
import type { Severity } from "../../../model/index.ts";
import { DATABASE_DASHBOARD, DATABASE_QUERIES_DASHBOARD } from "../../dashboards/index.ts";
import { WHEN_ANSWERS_FAIL, WHEN_ASKED_WHY } from "../../diagnoses/index.ts";
import { highErrorRate, lowAvailability } from "../../runbooks/index.ts";
import { dbQueries, dbQueryErrors, dbUp } from "../metrics.ts";

const insert = { query_type: "INSERT" } as const;

/** Of few statements, one that fails is a large share: so more than three are asked for besides. */
export function databaseErrorRate<N extends string>(name: N, severity: Severity, limit: Limit) {
  return alert(name, {
    expr: promql`
      sum(rate(${dbQueryErrors}[5m])) / sum(rate(${dbQueries}[5m])) > ${limit.threshold}
        and sum(increase(${dbQueryErrors}[5m])) > 3`,
    for: limit.for,
    severity,
    summary: "{{ $value | humanizePercentage }} of all SQL statements fail",
    description:
      `More than ${percentText(limit.threshold)} of the statements have ended with an error for ${limit.for}, ` +
      "constraints that refused a row and statements that were canceled among them.",
    runbook: highErrorRate,
    dashboard: DATABASE_QUERIES_DASHBOARD,
    diagnoses: WHEN_ANSWERS_FAIL,
    tests: alertTests({
      ...{ for: limit.for, window: "5m", ...above(limit.threshold) },
      levels: (share) => [
        counterAt(dbQueries, insert, 4 / limit.threshold),
        counterAt(dbQueryErrors, insert, (4 / limit.threshold) * share),
      ],
      // until the fourth
      seenAfter: "45s",
      littleTraffic: 0.1,
    }),
  });
}

/** That one instance alone cannot reach it is what its health check says. */
export function databaseDown(limit: Patience) {
  return alert("DatabaseDown", {
    expr: promql`max by (pool) (${dbUp}) == 0`,
    for: limit.for,
    severity: "critical",
    summary: "The database of the pool {{ $labels.pool }} does not answer",
    description: `For ${limit.for}, no instance of the service has had an answer from the database of the pool {{ $labels.pool }}.`,
    runbook: lowAvailability,
    dashboard: DATABASE_DASHBOARD,
    diagnoses: WHEN_ASKED_WHY,
    tests: alertTests({
      for: limit.for,
      firesAt: 0,
      silentAt: 1,
      levels: (ofOne) => [
        gaugeAt(dbUp, { pool: "main", instance: "a" }, ofOne),
        gaugeAt(dbUp, { pool: "main", instance: "b" }, 0),
      ],
      firing: [{ pool: "main" }],
    }),
  });
}
