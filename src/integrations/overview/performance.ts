import { bucketsOf, dashboard, percentile, promql, sumOf, table, timeseries } from "../../define/index.ts";
import { SERVICE_DASHBOARD } from "../dashboards/index.ts";
import { dbQueries, dbQueryDuration, dbSlowQueries } from "../database/index.ts";
import { httpRequestDuration, httpRequests } from "../http/index.ts";
import {
  eventLoopLag,
  eventLoopUtilization,
  gcDuration,
  heapSizeLimit,
  heapSizeTotal,
  heapSizeUsed,
} from "../process/index.ts";

const durations = bucketsOf(httpRequestDuration);
const lag = bucketsOf(eventLoopLag);
const byEndpoint = { by: ["method", "endpoint"] } as const;
const ENDPOINT = "{{method}} {{endpoint}}";

/** How fast the service is, and what slows it down. */
export const performanceDashboard = dashboard({
  id: SERVICE_DASHBOARD,
  title: "Performance",
  description:
    "How fast each endpoint answers, and what slows it down: event loop, garbage collection, queries.",
  refresh: "10s",
  panels: [
    ...[50, 95, 99].map((percent) =>
      timeseries({
        title: `p${percent} by endpoint`,
        description: `${percent} of 100 requests were at least this fast.`,
        queries: [{ expr: percentile(percent / 100, durations, byEndpoint), legend: ENDPOINT }],
        thresholds: { yellow: 0.5, red: 1 },
        width: 8,
      }),
    ),
    timeseries({
      title: "Throughput by endpoint",
      description: "Requests that ended, each second.",
      queries: [{ expr: promql`sum by (method, endpoint) (rate(${httpRequests}[5m]))`, legend: ENDPOINT }],
      stacked: true,
      width: 24,
    }),
    timeseries({
      title: "Lag of the event loop",
      description: "How late it ran a timer that is due every 100 ms.",
      queries: [
        { expr: percentile(0.5, lag), legend: "p50" },
        { expr: percentile(0.99, lag), legend: "p99" },
      ],
      thresholds: { yellow: 0.1, red: 0.5 },
      width: 8,
    }),
    timeseries({
      title: "Use of the event loop",
      description:
        "Share of time in which it did not wait for events; at 100 % every request waits for others.",
      queries: [{ expr: promql`max by (instance) (${eventLoopUtilization})`, legend: "{{instance}}" }],
      thresholds: { yellow: 0.7, red: 0.9 },
      width: 8,
    }),
    timeseries({
      title: "Garbage collection",
      description: "Share of time that it took, by kind.",
      queries: [{ expr: promql`sum by (kind) (rate(${sumOf(gcDuration)}[5m]))`, legend: "{{kind}}" }],
      thresholds: { yellow: 0.05, red: 0.1 },
      stacked: true,
      width: 8,
    }),
    timeseries({
      title: "Heap",
      description: "What is in use after each collection shows whether memory leaks.",
      queries: [
        { expr: promql`max(${heapSizeUsed})`, legend: "in use" },
        { expr: promql`max(${heapSizeTotal})`, legend: "reserved" },
        { expr: promql`max(${heapSizeLimit})`, legend: "most" },
      ],
    }),
    table({
      title: "Slowest queries",
      description: "Types of statements by p99 over the last five minutes; the slow log has their texts.",
      rows: ["query_type"],
      orderedBy: "A",
      queries: [
        {
          expr: promql`${percentile(0.99, bucketsOf(dbQueryDuration), { by: ["query_type"] })} >= 0`,
          legend: "p99",
          unit: "seconds",
        },
        {
          expr: promql`sum by (query_type) (rate(${dbQueries}[5m])) > 0`,
          legend: "queries",
          unit: "perSecond",
        },
        {
          expr: promql`sum by (query_type) (rate(${dbSlowQueries}[5m])) > 0`,
          legend: "slow",
          unit: "perSecond",
        },
      ],
    }),
  ],
});
