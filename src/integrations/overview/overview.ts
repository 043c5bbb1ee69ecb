import {
  bucketsOf,
  dashboard,
  gaugePanel,
  matching,
  percentile,
  promql,
  select,
  shareOf,
  stat,
  table,
  timeseries,
} from "../../define/index.ts";
import { cacheErrors, redisPoolActive, redisPoolMax } from "../cache/index.ts";
import { OVERVIEW_DASHBOARD } from "../dashboards/index.ts";
import {
  dbConnectionErrors,
  dbPoolActive,
  dbPoolMax,
  dbPoolWaiting,
  dbQueryErrors,
} from "../database/index.ts";
import { deploymentInfo } from "../deployment/index.ts";
import { healthScore, readinessStatus } from "../health/index.ts";
import { httpRequestDuration, httpRequests, httpRequestsInFlight } from "../http/index.ts";
import {
  eventLoopLag,
  eventLoopUtilization,
  systemCpuUsage,
  systemDiskTotal,
  systemDiskUsed,
  systemMemoryAvailable,
  systemMemoryTotal,
} from "../process/index.ts";
import { alerts, budgetRemaining } from "./recorded-series.ts";

const requests = promql`sum by (service) (rate(${httpRequests}[5m]))`;
const failures = promql`sum by (service) (rate(${select(httpRequests, { status_code: matching("5..") })}[5m]))`;
const firing = select(alerts, { alertstate: "firing" });

/** The first look: is anything wrong, and where. */
export const overviewDashboard = dashboard({
  id: OVERVIEW_DASHBOARD,
  title: "Overview",
  description: "Whether anything is wrong, for whom, and with what.",
  refresh: "10s",
  panels: [
    gaugePanel({
      title: "Health",
      description:
        "What is left of 100 points when each failing health check takes its share; the worst instance.",
      queries: [{ expr: promql`min(${healthScore})`, legend: "score" }],
      unit: "points",
      thresholds: { yellow: 90, red: 60 },
      max: 100,
      width: 5,
    }),
    stat({
      title: "Instances that take traffic",
      description: "As far as their own health checks say.",
      queries: [{ expr: promql`sum(${readinessStatus})`, legend: "ready" }],
      thresholds: { yellow: 1, red: 0.5 },
      width: 4,
    }),
    stat({
      title: "Alerts that fire",
      description: "By severity. None is 0.",
      queries: [
        {
          expr: promql`count by (severity) (${firing}) or on () vector(0)`,
          legend: "{{severity}}",
        },
      ],
      thresholds: { yellow: 1, red: 5 },
      width: 5,
    }),
    gaugePanel({
      title: "Error budgets",
      description: "Share of each objective's budget that is left.",
      queries: [{ expr: promql`max by (slo) (${budgetRemaining})`, legend: "{{slo}}" }],
      thresholds: { yellow: 0.5, red: 0.1 },
      max: 1,
      width: 10,
    }),
    timeseries({
      title: "Rate",
      description: "Requests that ended, each second, by service.",
      queries: [{ expr: requests, legend: "requests {{service}}" }],
      width: 8,
    }),
    timeseries({
      title: "Errors",
      description: "Share of requests that were answered with 5xx, by service.",
      queries: [{ expr: shareOf(failures, requests), legend: "5xx {{service}}" }],
      thresholds: { yellow: 0.005, red: 0.01 },
      width: 8,
    }),
    timeseries({
      title: "Duration",
      description: "The p95 of requests, by service.",
      queries: [
        {
          expr: percentile(0.95, bucketsOf(httpRequestDuration), { by: ["service"] }),
          legend: "p95 {{service}}",
        },
      ],
      thresholds: { yellow: 0.5, red: 1 },
      width: 8,
    }),
    timeseries({
      title: "Use of resources",
      description: "Which share of each is in use; the fullest one of its kind.",
      queries: [
        { expr: promql`max(${systemCpuUsage})`, legend: "CPU" },
        { expr: promql`max(1 - ${systemMemoryAvailable} / ${systemMemoryTotal})`, legend: "memory" },
        { expr: promql`max(${systemDiskUsed} / ${systemDiskTotal})`, legend: "disk" },
        { expr: promql`max(${eventLoopUtilization})`, legend: "event loop" },
        { expr: promql`max(${dbPoolActive} / ${dbPoolMax})`, legend: "database pool" },
        { expr: promql`max(${redisPoolActive} / ${redisPoolMax})`, legend: "Redis pool" },
      ],
      thresholds: { yellow: 0.7, red: 0.9 },
      width: 8,
    }),
    timeseries({
      title: "Who waits for resources",
      description: "Requests in flight, and checkouts that wait for a database connection.",
      queries: [
        { expr: promql`sum(${httpRequestsInFlight})`, legend: "requests in flight" },
        { expr: promql`sum(${dbPoolWaiting})`, legend: "for the database pool" },
      ],
      width: 4,
    }),
    timeseries({
      title: "Lag of the event loop",
      description: "How late it ran a timer; p99.",
      queries: [{ expr: percentile(0.99, bucketsOf(eventLoopLag)), legend: "p99" }],
      thresholds: { yellow: 0.1, red: 0.5 },
      width: 4,
    }),
    timeseries({
      title: "Errors of resources",
      description: "Each second.",
      queries: [
        { expr: promql`sum(rate(${dbQueryErrors}[5m]))`, legend: "statements" },
        { expr: promql`sum(rate(${dbConnectionErrors}[5m]))`, legend: "database connections" },
        { expr: promql`sum(rate(${cacheErrors}[5m]))`, legend: "caches" },
      ],
      width: 8,
    }),
    table({
      title: "What fires",
      description: "Alerts, and of how many series each fires.",
      rows: ["alertname", "severity"],
      orderedBy: "A",
      queries: [
        { expr: promql`count by (alertname, severity) (${firing})`, legend: "series", unit: "count" },
      ],
    }),
    table({
      title: "What runs",
      description: "Builds, and how many instances run each.",
      rows: ["version", "revision"],
      orderedBy: "A",
      queries: [
        {
          expr: promql`count by (version, revision) (${deploymentInfo})`,
          legend: "instances",
          unit: "count",
        },
      ],
    }),
  ],
});
