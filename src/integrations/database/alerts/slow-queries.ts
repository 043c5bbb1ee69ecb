import {
  above,
  alert,
  alertTests,
  counterAt,
  type Limit,
  percentText,
  promql,
} from "../../../define/index.ts";
import type { Severity } from "../../../model/index.ts";
import { DATABASE_QUERIES_DASHBOARD } from "../../dashboards/index.ts";
import { WHEN_STATEMENTS_ARE_SLOW } from "../../diagnoses/index.ts";
import { slowQueries } from "../../runbooks/index.ts";
import { dbQueries, dbSlowQueries } from "../metrics.ts";

const select = { query_type: "SELECT" } as const;

/** Of few statements, one that is slow is a large share: so more than three are asked for besides. */
export function slowQueryRate<N extends string>(name: N, severity: Severity, limit: Limit) {
  return alert(name, {
    expr: promql`
      sum(rate(${dbSlowQueries}[5m])) / sum(rate(${dbQueries}[5m])) > ${limit.threshold}
        and sum(increase(${dbSlowQueries}[5m])) > 3`,
    for: limit.for,
    severity,
    summary: "{{ $value | humanizePercentage }} of all SQL statements are slow",
    description:
      `More than ${percentText(limit.threshold)} of the statements have been slow for ${limit.for}. ` +
      "The log names the slowest by their shape, and the dashboard their type.",
    runbook: slowQueries,
    dashboard: DATABASE_QUERIES_DASHBOARD,
    diagnoses: WHEN_STATEMENTS_ARE_SLOW,
    tests: alertTests({
      ...{ for: limit.for, window: "5m", ...above(limit.threshold) },
      levels: (share) => [
        counterAt(dbQueries, select, 4 / limit.threshold),
        counterAt(dbSlowQueries, select, (4 / limit.threshold) * share),
      ],
      // until the fourth
      seenAfter: "45s",
      littleTraffic: 0.1,
    }),
  });
}
