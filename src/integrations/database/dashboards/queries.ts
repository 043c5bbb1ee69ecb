import {
  bucketsOf,
  dashboard,
  gaugePanel,
  labelValues,
  percentile,
  percentiles,
  pie,
  promql,
  select,
  shareOf,
  table,
  timeseries,
} from "../../../define/index.ts";
import { DATABASE_QUERIES_DASHBOARD } from "../../dashboards/index.ts";
import { dbQueries, dbQueryDuration, dbSlowQueries } from "../metrics.ts";

const queryType = labelValues({
  name: "query_type",
  title: "Type of query",
  metric: dbQueries,
  label: "query_type",
});
const queries = select(dbQueries, { query_type: queryType });
const slow = select(dbSlowQueries, { query_type: queryType });
const durations = bucketsOf(dbQueryDuration, { query_type: queryType });
const LATENCY = { yellow: 0.1, red: 0.5 };

/** The application's statements: how many, how fast, how many slow. */
export const queriesDashboard = dashboard({
  id: DATABASE_QUERIES_DASHBOARD,
  title: "Database queries",
  description: "How many statements there are, how fast they are, and how many are slow.",
  refresh: "5s",
  variables: [queryType],
  panels: [
    timeseries({
      title: "Queries by type",
      description: "Statements that ended, each second.",
      queries: [{ expr: promql`sum by (query_type) (rate(${queries}[5m]))`, legend: "{{query_type}}" }],
      width: 18,
      stacked: true,
    }),
    gaugePanel({
      title: "p99 duration",
      description: "99 of 100 statements of the last five minutes were at least this fast.",
      queries: [{ expr: percentile(0.99, durations), legend: "p99" }],
      thresholds: LATENCY,
      max: 1,
      width: 6,
    }),
    timeseries({
      title: "Duration",
      description: "From a statement's turn on its connection to its end.",
      queries: percentiles(durations),
      thresholds: LATENCY,
    }),
    timeseries({
      title: "Slow queries by type",
      description: "Statements that took at least the slow threshold, each second.",
      queries: [{ expr: promql`sum by (query_type) (rate(${slow}[5m]))`, legend: "{{query_type}}" }],
    }),
    gaugePanel({
      title: "Share of slow queries",
      description: "Of the statements of the last five minutes.",
      queries: [
        { expr: shareOf(promql`sum(rate(${slow}[5m]))`, promql`sum(rate(${queries}[5m]))`), legend: "slow" },
      ],
      thresholds: { yellow: 0.05, red: 0.1 },
      max: 1,
      width: 6,
    }),
    pie({
      title: "Types of queries",
      description: "What the statements of the last hour were.",
      queries: [
        { expr: promql`sum by (query_type) (increase(${queries}[1h])) > 0`, legend: "{{query_type}}" },
      ],
      width: 8,
    }),
    table({
      title: "Types of queries in numbers",
      description: "Over the last five minutes, those of which there were any.",
      rows: ["query_type"],
      orderedBy: "A",
      queries: [
        {
          expr: promql`sum by (query_type) (rate(${queries}[5m])) > 0`,
          legend: "queries",
          unit: "perSecond",
        },
        {
          expr: promql`${percentile(0.99, durations, { by: ["query_type"] })} >= 0`,
          legend: "p99",
          unit: "seconds",
        },
      ],
      width: 10,
    }),
  ],
});
